import type { Command, GuestSpec } from '../../../sim/contracts/commands.js';
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
  annotations: Readonly<Record<string, string>>;
  cordoned: boolean;
  /** What is left of the quote generation service; undefined while it listens. */
  quoteService: 'directory' | 'nothing' | undefined;
  /** Files the agent sees damaged or gone. */
  spoiled: readonly string[];
  /** An edit that lands between the agent's next look and its write. */
  racing: Extract<Command, { do: 'edit-node' }> | undefined;
  /** What the scheduler sees while the node lags. */
  frozen: HostToPlaceOn | undefined;
}

/** A host that has just booted, without anything of the control plane on its node object. */
export function freshFixtureHost(name: string, truth: BootTruth): FixtureHost {
  return {
    truth,
    labels: { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': name },
    resources: {},
    used: {},
    running: new Map(),
    pending: [],
    guests: 0,
    memoryUsedBytes: 0,
    annotations: {},
    cordoned: false,
    quoteService: undefined,
    spoiled: [],
    racing: undefined,
    frozen: undefined,
  };
}

/** What the scheduler sees of it. */
export function shownHost(name: string, host: FixtureHost): HostToPlaceOn {
  const { labels, resources, used, truth, memoryUsedBytes, guests, cordoned } = host;
  const closed = cordoned ? ({ cordoned } as const) : {};
  return { name, labels, resources, used: { ...used }, memoryBytes: truth.memoryBytes, memoryUsedBytes, guests, ...closed };
}

/** Starts a guest as the kernel would, or refuses in its words. */
export function rightStart(host: FixtureHost, protection: Protection, spec: GuestSpec | undefined): StartResult {
  if (protection === 'none') return { started: true, protection };
  if (protection === 'snp' && spec?.smm === true) return failed('SEV-SNP does not support SMM.', 'invalid-domain');
  if (protection === 'snp' && spec?.launchMembers?.policy === withoutThreads) {
    return failed("SNP_LAUNCH_START ret=-5 fw_error=7 'Policy is not allowed'", 'policy-refused');
  }
  const range = rangeOf(host.truth, protection);
  if (range === undefined || range.size === 0)
    return failed('sev_common_kvm_init: failed to initialize ret=-25 fw_error=0', 'empty-range');
  if (available(host, protection) === 0) {
    return protection === 'tdx'
      ? failed('TDX ioctl KVM_TDX_INIT_VM failed, hw_errors: 0x0: No space left on device', 'no-free-key')
      : failed('sev_common_kvm_init: failed to initialize ret=-16 fw_error=0', 'capacity-used');
  }
  const keyId = lowestFree(host, range) ?? lowestFree(flushed(host), range);
  return { started: true, protection, ...(keyId !== undefined && { keyId }) };
}

/** A policy that a host whose cores have two threads does not allow. */
const withoutThreads = '0x20000';

/** The first key ID of a range that nobody holds and that waits for no flush. */
function lowestFree({ running, pending }: FixtureHost, { first, size }: BootTruth['keyRanges'][number]): number | undefined {
  const taken = new Set([...[...running.values()].map(({ keyId }) => keyId), ...pending]);
  return Array.from({ length: size }, (_, index) => first + index).find((id) => !taken.has(id));
}

/** A flush makes all released key IDs usable. */
function flushed(host: FixtureHost): FixtureHost {
  host.pending = [];
  return host;
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
