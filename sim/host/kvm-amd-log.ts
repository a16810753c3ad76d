import type { HostDescription } from '../../profiles/description.js';
import type { KernelLogCode } from '../contracts/kernel-log.js';
import type { KernelLogEvent } from '../contracts/truth.js';
import { hasEncryption, keepsSevFlags } from './cpuid.js';
import { type AsidRanges, type KeyIds, sizeOf } from './key-ranges.js';
import { rangeOfKind, type SevKind, type SevSupport, sevKinds } from './sev-support.js';
import type { SnpPlatform } from './snp-platform.js';

/**
 * The lines kvm_amd prints: one for each kind whose CPU flag is still shown.
 * Source: Linux 6.1.176, 6.12.107, 6.17.8, 6.18.15, 7.2.8 `arch/x86/kvm/svm/sev.c` `sev_hardware_setup`.
 */
export function kvmAmdLog(description: HostDescription, platform: SnpPlatform, loaded: LoadedKvmAmd): readonly KernelLogEvent[] {
  const { amd } = description;
  const sev = keepsSevFlags(amd);
  const flags = { sev, 'sev-es': sev && hasEncryption(amd, 'sev-es'), snp: platform.flag };
  const lines = sevKinds.filter((kind) => flags[kind]).map((kind) => line(description, kind, loaded));
  return loaded.hiding === 0 ? lines : [{ code: 'kvm-amd.ciphertext-hiding', facts: {} }, ...lines];
}

/** The module's state when it prints its lines. */
export interface LoadedKvmAmd {
  readonly found: SevSupport;
  readonly enabled: Readonly<Record<SevKind, boolean>>;
  readonly ranges: AsidRanges;
  readonly offered: readonly SevKind[];
  readonly hiding: number;
}

const lineCodes: Readonly<Record<SevKind, KernelLogCode>> = {
  sev: 'kvm-amd.sev',
  'sev-es': 'kvm-amd.sev-es',
  snp: 'kvm-amd.sev-snp',
};

function line(description: HostDescription, kind: SevKind, loaded: LoadedKvmAmd): KernelLogEvent {
  const { first, last } = printedRange(description, kind, loaded);
  const count = Math.max(0, last - first + 1);
  // Printed with %u: an end below 0 shows as a huge number.
  return { code: lineCodes[kind], facts: { state: stateWord(description, kind, loaded), first, last: last >>> 0, count } };
}

/** From 7.2 on "unusable" means that the VM type is not offered; before, that the range is empty. */
function stateWord({ kernel }: HostDescription, kind: SevKind, { enabled, ranges, offered }: LoadedKvmAmd): string {
  if (!enabled[kind]) return 'disabled';
  if (kernel.kvmAmd.hidesUnusableVmTypes) return offered.includes(kind) ? 'enabled' : 'unusable';
  const mayBeUnusable =
    kind === 'sev' ? !kernel.quirks.includes('min-above-max-not-handled') : kind === 'sev-es' && kernel.kvmAmd.esMayBeUnusable;
  return mayBeUnusable && sizeOf(ranges[rangeOfKind[kind]]) === 0 ? 'unusable' : 'enabled';
}

/** Kernels that split the joint range print each one's own, 0 - 0 before it is set; older ones work it out from the minimum. */
function printedRange({ kernel }: HostDescription, kind: SevKind, { found, ranges }: LoadedKvmAmd): KeyIds {
  const unset = { first: 0, last: found.read ? 0 : kernel.kvmAmd.unreadRangeLast };
  if (kind === 'sev') return found.read ? { first: found.minSevAsid, last: found.asidCount } : { first: 0, last: 0 };
  if (!found.read) return unset;
  if (!kernel.kvmAmd.esMayBeUnusable) return { first: found.minSevAsid > 1 ? 1 : 0, last: (found.minSevAsid - 1) >>> 0 };
  return found.supports['sev-es'] ? ranges[rangeOfKind[kind]] : unset;
}
