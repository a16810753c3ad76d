import type { HostDescription } from '../../profiles/description.js';
import type { KernelLogCode } from '../contracts/kernel-log.js';
import type { KeyPool } from '../contracts/protection.js';
import type { KernelLogEvent, KeyRangeTruth, KvmTruth } from '../contracts/truth.js';
import { guestHkids, type KeyIds, keyPartition, noKeyIds, sizeOf } from './key-ranges.js';
import { asksFor, parametersShown } from './module-parameters.js';
import type { TdxHost } from './tdx-module.js';

/** What loading kvm_intel came to. */
export interface KvmIntel {
  readonly truth: KvmTruth;
  /** Effective value of the `tdx` parameter. */
  readonly tdx: boolean;
  /** HKIDs guests can have; empty without TDX. */
  readonly hkids: KeyIds;
  readonly keyRanges: readonly KeyRangeTruth[];
  readonly capacity: Readonly<Partial<Record<KeyPool, number>>>;
  readonly log: readonly KernelLogEvent[];
}

/**
 * Loads kvm_intel. Without TDX asked for, or without a TDX platform, it loads as ever; a TDX module that is there but will not do
 * makes it fail to load as a whole.
 * Source: Linux 6.17.8, 6.19.11, 7.1.13, 7.2.8 `arch/x86/kvm/vmx/tdx.c` `tdx_bringup`.
 */
export function loadKvmIntel(description: HostDescription, host: TdxHost): KvmIntel {
  const { boot } = description;
  if (!boot.kvmLoaded) return withoutModule(description, []);
  const bringup = bringUp(description, host);
  if (!bringup.loads) return withoutModule(description, bringup.log);
  const hkids = bringup.tdx && description.intel !== undefined ? guestHkids(keyPartition(description.intel)) : noKeyIds;
  return {
    truth: {
      module: 'kvm_intel',
      loaded: true,
      parameters: parameters(description, bringup.tdx),
      vmTypes: bringup.tdx ? ['default', 'tdx'] : ['default'],
    },
    tdx: bringup.tdx,
    hkids,
    keyRanges: keyRanges(description, hkids),
    capacity: capacity(description, hkids),
    log: bringup.log,
  };
}

function withoutModule(description: HostDescription, log: readonly KernelLogEvent[]): KvmIntel {
  const truth: KvmTruth = { module: 'kvm_intel', loaded: false, parameters: {}, vmTypes: [] };
  return { truth, tdx: false, hkids: noKeyIds, keyRanges: keyRanges(description, noKeyIds), capacity: {}, log };
}

interface BringUp {
  readonly loads: boolean;
  readonly tdx: boolean;
  readonly log: readonly KernelLogEvent[];
}

function bringUp(description: HostDescription, host: TdxHost): BringUp {
  const atBoot = description.kernel.kvmIntel.moduleInitialisedAt === 'boot';
  const asked = canRunTds(description) && asksFor(description, 'kvm_intel', 'tdx', false);
  if (!asked) return { loads: true, tdx: false, log: [] };
  if (!host.platform)
    return { loads: true, tdx: false, log: [event(atBoot ? 'kvm-intel.tdx-not-supported' : 'kvm-intel.tdx-no-keys')] };
  if (atBoot) return host.initResult === 0 ? withModule(description, []) : { loads: true, tdx: false, log: [] };
  if (!asksFor(description, 'kvm', 'enable_virt_at_load', true)) {
    return { loads: true, tdx: false, log: [event('kvm-intel.tdx-enable-virt-at-load')] };
  }
  if (host.initResult === 0) return withModule(description, host.initLog);
  return { loads: host.initResult === -19, tdx: false, log: host.initLog };
}

/** KVM can run TDs where it has the parameter and the kernel was built with the host code. */
export function canRunTds({ kernel }: HostDescription): boolean {
  return kernel.tdxHost && kernel.kvmIntel.parameters.includes('tdx');
}

/** The module runs; what KVM does not find in it, or too few vCPUs per TD, stop kvm_intel altogether. */
function withModule(description: HostDescription, log: readonly KernelLogEvent[]): BringUp {
  const { cpu, intel } = description;
  const cpus = cpu.sockets * cpu.coresPerSocket * cpu.threadsPerCore;
  const limit = intel?.module?.vcpusPerTdMax ?? 0;
  if (intel?.module?.complete !== true) return { loads: false, tdx: false, log };
  if (limit >= cpus) return { loads: true, tdx: true, log };
  return { loads: false, tdx: false, log: [...log, event('kvm-intel.tdx-max-vcpus', { limit, cpus })] };
}

function parameters(description: HostDescription, tdx: boolean): KvmTruth['parameters'] {
  const { kvmIntel } = description.kernel;
  const shown = canRunTds(description) ? kvmIntel.parameters : kvmIntel.parameters.filter((name) => name !== 'tdx');
  const asked = description.boot.moduleParameters.kvm_intel ?? {};
  return parametersShown({ ...kvmIntel, parameters: shown }, asked, { tdx });
}

function keyRanges({ intel }: HostDescription, hkids: KeyIds): readonly KeyRangeTruth[] {
  if (intel?.tdxCapable !== true) return [];
  return [{ protections: ['tdx'], pool: 'tdx', first: hkids.first, size: sizeOf(hkids), flushed: false }];
}

/** One previewed kernel registers one TD too many: it does not take the global key off. */
function capacity({ kernel }: HostDescription, hkids: KeyIds): KvmIntel['capacity'] {
  const size = sizeOf(hkids);
  if (size === 0 || kernel.kvmIntel.tdxWithoutMisc || !kernel.miscResources.includes('tdx')) return {};
  return { tdx: kernel.quirks.includes('tdx-capacity-counts-global-key') ? size + 1 : size };
}

function event(code: KernelLogCode, facts: KernelLogEvent['facts'] = {}): KernelLogEvent {
  return { code, facts };
}
