import type { HostDescription } from '../../profiles/description.js';
import { hasEncryption, keepsSevFlags } from './cpuid.js';
import { type AsidRanges, asidRanges, noKeyIds } from './key-ranges.js';
import { asksFor } from './module-parameters.js';
import type { SnpPlatform } from './snp-platform.js';

/** The three kinds of SEV, by the names of their VM types. */
export type SevKind = 'sev' | 'sev-es' | 'snp';

/** The kinds in the order of their log lines and VM types. */
export const sevKinds = ['sev', 'sev-es', 'snp'] as const satisfies readonly SevKind[];

/** Which of the ranges a kind draws from. */
export const rangeOfKind = { sev: 'sev', 'sev-es': 'es', snp: 'snp' } as const;

/** No kind at all. */
export const noSevKind: Readonly<Record<SevKind, boolean>> = { sev: false, 'sev-es': false, snp: false };

/** State of the module before the firmware is asked. */
export interface SevSupport {
  readonly supports: Readonly<Record<SevKind, boolean>>;
  /** All empty as long as CPUID was not read. */
  readonly ranges: AsidRanges;
  /** CPUID was read: max and min ASID are known. */
  readonly read: boolean;
  readonly asidCount: number;
  readonly minSevAsid: number;
}

/**
 * What KVM could do with SEV if the firmware agreed.
 *
 * @param platform What the RMP table and the IOMMU make of SNP.
 */
export function sevSupport(description: HostDescription, platform: SnpPlatform): SevSupport {
  const { ecx = 0, edx = 0 } = description.amd?.cpuid8000001f ?? {};
  const read = readsCpuid(description) && ecx !== 0;
  if (!read) return { supports: noSevKind, ranges: asidRangesUnread, read, asidCount: 0, minSevAsid: 0 };
  const es = supportsEs(description) && edx !== 1;
  const snp = es && platform.ready && description.kernel.kvmAmd.snpHost && asksFor(description, 'kvm_amd', 'sev_snp', true);
  const ranges = asidRanges(ecx, edx);
  const joint = es && edx !== 0 ? ranges.es : noKeyIds;
  return {
    supports: { sev: true, 'sev-es': es, snp },
    ranges: { sev: ranges.sev, es: joint, snp: joint },
    read,
    asidCount: ecx,
    minSevAsid: edx,
  };
}

const asidRangesUnread: AsidRanges = { sev: noKeyIds, es: noKeyIds, snp: noKeyIds };

/** CPUID 8000_001F is read only when the parameter, nested paging, next-RIP save and three CPU flags are there. */
function readsCpuid(description: HostDescription): boolean {
  const { amd, cpu } = description;
  const asked = ['sev', 'npt', 'nrips'].every((name) => asksFor(description, 'kvm_amd', name, true));
  return asked && keepsSevFlags(amd) && ['decodeassists', 'flushbyasid'].every((flag) => cpu.flags.includes(flag));
}

function supportsEs(description: HostDescription): boolean {
  return allowsEs(description) && hasEncryption(description.amd, 'sev-es');
}

/** No parameter rules SEV-ES out. It needs MMIO caching, and from 6.10 on LBR virtualisation. */
export function allowsEs(description: HostDescription): boolean {
  const lbrv = !description.kernel.kvmAmd.snpHost || asksFor(description, 'kvm_amd', 'lbrv', true);
  return lbrv && asksFor(description, 'kvm_amd', 'sev_es', true) && asksFor(description, 'kvm', 'enable_mmio_caching', true);
}
