import type { HostDescription } from '../../profiles/description.js';
import type { KernelLogCode } from '../contracts/kernel-log.js';
import type { KernelLogEvent } from '../contracts/truth.js';
import { keyPartition } from './key-ranges.js';

/** The TDX host code: what it found at boot, and what initialising the module would come to. */
export interface TdxHost {
  /** The kernel was built with CONFIG_INTEL_TDX_HOST. */
  readonly built: boolean;
  /** Private keys are there and hibernation is not: the `tdx_host_platform` flag is shown. */
  readonly platform: boolean;
  /** Result of initialising the TDX module: negative errno; 0 is success. */
  readonly initResult: 0 | -19 | -22;
  readonly bootLog: readonly KernelLogEvent[];
  /** Printed when the module is initialised: at boot from 7.1 on, else when kvm_intel loads. */
  readonly initLog: readonly KernelLogEvent[];
}

/**
 * Boots the TDX host code, on any x86 machine.
 * Source: Linux 6.17.8, 6.19.11, 7.1.13, 7.2.8 `arch/x86/virt/vmx/tdx/tdx.c`.
 */
export function bootTdxHost(description: HostDescription): TdxHost {
  const { kernel, cpu } = description;
  if (!kernel.tdxHost || cpu.architecture !== 'x86_64') return { ...inert, built: false };
  const keys = description.intel?.tdxCapable ? keyPartition(description.intel) : { mktmeKeys: 0, tdxKeys: 0 };
  const silent = kernel.kvmIntel.moduleInitialisedAt === 'kvm-load';
  if (keys.tdxKeys === 0) return { ...inert, bootLog: silent ? [] : [event('tdx.not-supported')] };
  const range = event('tdx.key-range', { first: keys.mktmeKeys + 1, end: keys.mktmeKeys + 1 + keys.tdxKeys });
  if (keys.tdxKeys === 1) return { ...inert, bootLog: [range, event('tdx.too-few-keys')] };
  if (description.boot.hibernation) return { ...inert, bootLog: [range, event('tdx.hibernation')] };
  return { built: true, platform: true, bootLog: [range, event('tdx.acpi-s3')], ...initialisation(description) };
}

const inert: TdxHost = { built: true, platform: false, initResult: -19, bootLog: [], initLog: [] };

function initialisation({ intel, kernel, memoryBytes }: HostDescription): Pick<TdxHost, 'initResult' | 'initLog'> {
  const module = intel?.module;
  const atBoot = kernel.kvmIntel.moduleInitialisedAt === 'boot';
  if (module === undefined) {
    const failed = atBoot ? [event('tdx.module-failed', { rc: -19 })] : [];
    return { initResult: -19, initLog: [event('tdx.module-not-loaded'), ...failed] };
  }
  if (!module.keepsRbp) return { initResult: -22, initLog: [event('tdx.rbp-clobber'), event('tdx.module-failed', { rc: -22 })] };
  return { initResult: 0, initLog: [event('tdx.pamt', { kib: pamtKib(memoryBytes) }), event('tdx.initialized')] };
}

/** 16 bytes for each page of 4 KiB, of 2 MiB and of 1 GiB. */
function pamtKib(memoryBytes: number): number {
  const pages = memoryBytes / 2 ** 12 + memoryBytes / 2 ** 21 + memoryBytes / 2 ** 30;
  return Math.ceil((16 * pages) / 1024);
}

function event(code: KernelLogCode, facts: KernelLogEvent['facts'] = {}): KernelLogEvent {
  return { code, facts };
}
