import type { EndState, StartFailureCause, StartResult } from '../../../sim/contracts/evidence.js';
import { type ConfidentialProtection, type KeyPool, keyPoolOf, type Protection } from '../../../sim/contracts/protection.js';
import type { HostToPlaceOn } from '../../../sim/contracts/subject.js';
import type { BootTruth, KeyUsageTruth } from '../../../sim/contracts/truth.js';

/** A host of a story: what its node object says, and who really runs on it. */
export interface FixtureHost {
  truth: BootTruth;
  labels: Readonly<Record<string, string>>;
  resources: Readonly<Record<string, number>>;
  readonly used: Record<string, number>;
  readonly running: Map<string, { readonly protection: Protection; readonly keyId?: number; readonly outside: boolean }>;
  pending: number[];
  guests: number;
  memoryUsedBytes: number;
}

/** What the scheduler sees of it. */
export function shownHost(name: string, { labels, resources, used, truth, memoryUsedBytes, guests }: FixtureHost): HostToPlaceOn {
  return { name, labels, resources, used: { ...used }, memoryBytes: truth.memoryBytes, memoryUsedBytes, guests };
}

/** Starts a guest as the kernel would, or refuses in its words. */
export function rightStart(host: FixtureHost, protection: Protection, smm: boolean): StartResult {
  if (protection === 'none') return { started: true, protection };
  if (protection === 'snp' && smm) return failed('SEV-SNP does not support SMM.', 'invalid-domain');
  const range = rangeOf(host.truth, protection);
  if (range === undefined || range.size === 0)
    return failed('sev_common_kvm_init: failed to initialize ret=-25 fw_error=0', 'empty-range');
  if (available(host, protection) === 0) {
    return protection === 'tdx'
      ? failed('TDX ioctl KVM_TDX_INIT_VM failed, hw_errors: 0x0: No space left on device', 'no-free-key')
      : failed('sev_common_kvm_init: failed to initialize ret=-16 fw_error=0', 'capacity-used');
  }
  const held = new Set([...host.running.values()].map(({ keyId }) => keyId));
  let keyId = range.first;
  while (held.has(keyId)) keyId += 1;
  host.pending = host.pending.filter((id) => id !== keyId);
  return { started: true, protection, keyId };
}

function failed(message: string, cause: StartFailureCause): StartResult {
  return { started: false, error: { code: 1, domain: 10, message: `internal error: ${message}` }, cause };
}

/** The range a protection draws from. */
export function rangeOf(truth: BootTruth, protection: Protection): BootTruth['keyRanges'][number] | undefined {
  return protection === 'none' ? undefined : truth.keyRanges.find(({ protections }) => protections.includes(protection));
}

/** Key IDs nobody holds. */
export function available(host: FixtureHost, protection: Protection): number {
  const usage = usageOf(host, protection);
  return usage === undefined ? 0 : usage.free + usage.pending;
}

/** Usage of the range a protection draws from. */
export function usageOf(host: FixtureHost, protection: Protection): KeyUsageTruth | undefined {
  const range = rangeOf(host.truth, protection);
  if (range === undefined) return undefined;
  const inUse = [...host.running.values()].filter((guest) => rangeOf(host.truth, guest.protection) === range).length;
  const pending = host.pending.filter((id) => id >= range.first && id < range.first + range.size).length;
  return { free: range.size - inUse - pending, inUse, pending, leaked: 0 };
}

/** What is left of it. */
export function endHost(host: FixtureHost): EndState['hosts'][string] {
  const usage: Partial<Record<KeyPool, KeyUsageTruth>> = {};
  const running: Partial<Record<ConfidentialProtection, number>> = {};
  for (const { protections, pool } of host.truth.keyRanges)
    usage[pool] = usageOf(host, protections[0] ?? 'none') as KeyUsageTruth;
  for (const { protection } of host.running.values()) {
    if (protection !== 'none' && keyPoolOf[protection] in usage) running[protection] = (running[protection] ?? 0) + 1;
  }
  const charged = Object.fromEntries(Object.entries(usage).map(([pool, { inUse }]) => [pool, String(inUse)]));
  return { usage, charged, running, used: host.used };
}
