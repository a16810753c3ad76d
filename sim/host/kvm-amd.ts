import type { HostDescription } from '../../profiles/description.js';
import type { KeyPool } from '../contracts/protection.js';
import type { KernelLogEvent, KeyRangeTruth, KvmTruth } from '../contracts/truth.js';
import { hasEncryption } from './cpuid.js';
import { type AsidRanges, type KeyIds, noKeyIds, sizeOf, splitForCiphertextHiding } from './key-ranges.js';
import { kvmAmdLog } from './kvm-amd-log.js';
import { asksFor, asksForNumber, parametersShown } from './module-parameters.js';
import type { Psp } from './psp.js';
import { noSevKind, rangeOfKind, type SevKind, type SevSupport, sevKinds, sevSupport } from './sev-support.js';
import type { SnpPlatform } from './snp-platform.js';

/** What loading kvm_amd came to. */
export interface KvmAmd {
  readonly truth: KvmTruth;
  /** Effective values of the three parameters, which on older kernels stay Y when the firmware failed. */
  readonly enabled: Readonly<Record<SevKind, boolean>>;
  /** Ranges KVM hands out from; empty for what is not enabled. */
  readonly ranges: AsidRanges;
  readonly keyRanges: readonly KeyRangeTruth[];
  readonly capacity: Readonly<Partial<Record<KeyPool, number>>>;
  readonly log: readonly KernelLogEvent[];
}

/**
 * Loads kvm_amd: parameters, CPU flags and CPUID decide what is supported, misc capacities are registered, and then the security
 * processor may take all of it back.
 * Source: Linux 6.1.176, 6.12.107, 6.17.8, 6.18.15, 7.2.8 `arch/x86/kvm/svm/sev.c` `sev_hardware_setup`.
 */
export function loadKvmAmd(description: HostDescription, platform: SnpPlatform, psp: Psp): KvmAmd {
  if (!description.boot.kvmLoaded) return notLoaded;
  const found = sevSupport(description, platform);
  const enabled = afterFirmware(description, found, psp);
  const hiding = ciphertextHiding(description, found, enabled);
  const ranges = hiding === 0 ? found.ranges : splitForCiphertextHiding(found.ranges, hiding);
  const offered = offeredVmTypes(description, enabled, ranges, psp);
  return {
    truth: {
      module: 'kvm_amd',
      loaded: true,
      parameters: parameters(description, found, enabled, hiding),
      vmTypes: ['default', ...(description.kernel.kvmAmd.snpHost ? offered : [])],
    },
    enabled,
    ranges: handedOut(ranges, enabled),
    keyRanges: keyRanges(handedOut(ranges, enabled), hiding !== 0),
    capacity: registered(description, found, enabled),
    log: kvmAmdLog(description, platform, { found, enabled, ranges, offered, hiding }),
  };
}

const notLoaded: KvmAmd = {
  truth: { module: 'kvm_amd', loaded: false, parameters: {}, vmTypes: [] },
  enabled: noSevKind,
  ranges: { sev: noKeyIds, es: noKeyIds, snp: noKeyIds },
  keyRanges: keyRanges({ sev: noKeyIds, es: noKeyIds, snp: noKeyIds }, false),
  capacity: {},
  log: [],
};

/** From 6.17.8 on KVM initialises the security processor itself and believes it; before, it does not ask. */
function afterFirmware({ kernel }: HostDescription, { supports }: SevSupport, psp: Psp): Readonly<Record<SevKind, boolean>> {
  if (!kernel.kvmAmd.pspFailureClearsParameters || !supports.sev) return supports;
  if (psp.failed) return noSevKind;
  return { ...supports, snp: supports.snp && psp.snpReady };
}

/**
 * ASIDs set aside for hidden ciphertext. Where SNP works the firmware has the last word; where it does not, the number asked for
 * survives and still shrinks the SEV-ES range (a defect of the kernels that have the quirk).
 */
function ciphertextHiding(description: HostDescription, found: SevSupport, enabled: KvmAmd['enabled']): number {
  const { kvmAmd, quirks } = description.kernel;
  const asked = kvmAmd.ciphertextHiding ? asksForNumber(description, 'kvm_amd', 'ciphertext_hiding_asids', 0) >>> 0 : 0;
  if (asked === 0 || !found.read) return 0;
  if (!enabled.snp) return quirks.includes('stray-ciphertext-hiding-shrinks-es') ? asked : 0;
  return description.amd?.psp.ciphertextHiding === true ? Math.min(asked, found.minSevAsid - 1) : 0;
}

/** Up to 7.1 the types follow the parameters even where a range is empty or the firmware refuses. */
function offeredVmTypes(
  { kernel }: HostDescription,
  enabled: KvmAmd['enabled'],
  ranges: AsidRanges,
  psp: Psp,
): readonly SevKind[] {
  const kinds = sevKinds.filter((kind) => enabled[kind]);
  if (!kernel.kvmAmd.hidesUnusableVmTypes) return kinds;
  const usable = kinds.filter((kind) => sizeOf(ranges[rangeOfKind[kind]]) > 0);
  return psp.refusesEs ? usable.filter((kind) => kind !== 'sev-es') : usable;
}

function parameters(
  description: HostDescription,
  found: SevSupport,
  enabled: KvmAmd['enabled'],
  hiding: number,
): KvmTruth['parameters'] {
  const { kernel, boot, amd } = description;
  const asked = boot.moduleParameters.kvm_amd ?? {};
  const debugSwap = asksFor(description, 'kvm_amd', 'debug_swap', kernel.kvmAmd.parameterDefaults.debug_swap === true);
  return parametersShown(kernel.kvmAmd, asked, {
    sev: enabled.sev,
    sev_es: enabled['sev-es'],
    sev_snp: enabled.snp,
    debug_swap: debugSwap && enabled['sev-es'] && hasEncryption(amd, 'debug-swap'),
    ciphertext_hiding_asids: found.read ? hiding : asksForNumber(description, 'kvm_amd', 'ciphertext_hiding_asids', 0) >>> 0,
  });
}

function handedOut(ranges: AsidRanges, enabled: KvmAmd['enabled']): AsidRanges {
  return {
    sev: enabled.sev ? ranges.sev : noKeyIds,
    es: enabled['sev-es'] ? ranges.es : noKeyIds,
    snp: enabled['sev-es'] ? ranges.snp : noKeyIds,
  };
}

function keyRanges({ sev, es, snp }: AsidRanges, split: boolean): readonly KeyRangeTruth[] {
  const plain = keyRange(['sev'], 'sev', sev);
  if (!split) return [plain, keyRange(['sev-es', 'snp'], 'sev_es', es)];
  return [plain, keyRange(['sev-es'], 'sev_es', es), keyRange(['snp'], 'sev_es', snp)];
}

function keyRange(protections: KeyRangeTruth['protections'], pool: KeyPool, ids: KeyIds): KeyRangeTruth {
  return { protections, pool, first: ids.first, size: sizeOf(ids), flushed: true };
}

/** Capacities are registered before the firmware is asked, and the kernels with that quirk forget to take them back. */
function registered(description: HostDescription, found: SevSupport, enabled: KvmAmd['enabled']): KvmAmd['capacity'] {
  const { quirks } = description.kernel;
  const lost = !enabled.sev && !quirks.includes('capacity-survives-psp-failure');
  if (!found.read || lost) return {};
  const span = found.asidCount - found.minSevAsid + 1;
  const sev = quirks.includes('min-above-max-not-handled') ? span >>> 0 : Math.max(0, span);
  const es = found.supports['sev-es'] ? (found.minSevAsid - 1) >>> 0 : 0;
  return { ...(sev === 0 ? {} : { sev }), ...(es === 0 ? {} : { sev_es: es }) };
}
