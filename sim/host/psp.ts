import type { AmdDescription, HostDescription } from '../../profiles/description.js';
import type { KernelLogCode } from '../contracts/kernel-log.js';
import type { KernelLogEvent } from '../contracts/truth.js';
import { hasEncryption, keepsSevFlags } from './cpuid.js';

/** State of the AMD security processor after boot. */
export interface Psp {
  /** The driver registered /dev/sev. */
  readonly device: boolean;
  /** SEV INIT succeeded: SEV and SEV-ES guests can be launched as far as the firmware is concerned. */
  readonly sevReady: boolean;
  /** SNP_INIT succeeded. */
  readonly snpReady: boolean;
  /** The initialisation as a whole failed with an error kvm_amd gets to see. */
  readonly failed: boolean;
  /** Firmware error a later command meets: 0 when all is well, or when the firmware was never asked. */
  readonly firmwareError: number;
  /** What initialising it again answers as long as it is not ready. */
  readonly errno: 'EIO' | 'EOPNOTSUPP';
  /** The firmware refuses SEV-ES guests while SNP is initialised (AMD-SB-3023). */
  readonly refusesEs: boolean;
  readonly log: readonly KernelLogEvent[];
}

/**
 * Probes and initialises the security processor.
 * Source: Linux 6.1.176, 6.12.107, 7.2.8 `drivers/crypto/ccp/psp-dev.c`, `sev-dev.c`.
 *
 * @param hostSnp RMP table and IOMMU are ready.
 */
export function pspAfterBoot(description: HostDescription, hostSnp: boolean): Psp {
  const { amd } = description;
  if (amd === undefined || !hasEncryption(amd, 'sev')) return absent([]);
  const say = speaker(amd);
  if (!keepsSevFlags(amd)) return absent([say('ccp.not-enabled-by-bios'), say('ccp.psp-enabled')]);
  const enabled = [say('ccp.sev-enabled'), say('ccp.psp-enabled')];
  const { statusError } = amd.psp;
  if (statusError !== undefined) {
    return {
      ...broken(statusError),
      device: false,
      log: [...enabled, say('ccp.status-failed', { error: hexadecimal(statusError) })],
    };
  }
  const initialised = initialise(description, amd, hostSnp);
  return { ...initialised, log: [...enabled, ...initialised.log] };
}

/** Lowest SNP API the kernel works with. Source: `SNP_MIN_API_MAJOR`, `SNP_MIN_API_MINOR` in `sev-dev.c`. */
export const minimumSnpApi = { major: 1, minor: 51 } as const;

function absent(log: readonly KernelLogEvent[]): Psp {
  return { device: false, sevReady: false, snpReady: false, failed: true, firmwareError: 0, errno: 'EIO', refusesEs: false, log };
}

function broken(firmwareError: number): Omit<Psp, 'log'> {
  return { device: true, sevReady: false, snpReady: false, failed: true, firmwareError, errno: 'EIO', refusesEs: false };
}

function initialise(description: HostDescription, amd: AmdDescription, hostSnp: boolean): Psp {
  const { kvmAmd } = description.kernel;
  const oldFirmware = isOlder(amd.psp.api, minimumSnpApi);
  if (hostSnp && oldFirmware && kvmAmd.oldSnpFirmwareDisablesSev) return { ...broken(0), errno: 'EOPNOTSUPP', log: [] };
  const snpFailure = hostSnp && !oldFirmware ? snpInitFailure(description, amd) : undefined;
  if (snpFailure !== undefined) return afterSnpFailure(description, amd, snpFailure);
  const { initError } = amd.psp;
  if (initError !== undefined) return { ...broken(initError), log: [sevInitFailed(amd, initError)] };
  return ready(description, amd, hostSnp && !oldFirmware);
}

interface SnpFailure {
  readonly event: KernelLogEvent;
}

/** An offline CPU has a message of its own in 7.2; before, the firmware finds a core that is not set up: invalid configuration. */
function snpInitFailure({ kernel }: HostDescription, amd: AmdDescription): SnpFailure | undefined {
  const say = speaker(amd);
  if (!amd.psp.allCpusOnline && kernel.logTexts['ccp.snp-not-all-cpus-online'] !== undefined) {
    return { event: say('ccp.snp-not-all-cpus-online') };
  }
  const error = amd.psp.snpInitError ?? (amd.psp.allCpusOnline ? undefined : invalidConfiguration);
  return error === undefined ? undefined : { event: say('ccp.snp-init-failed', { error: hexadecimal(error), rc: -5 }) };
}

/** Up to 6.12 SEV INIT is tried all the same and finds the platform half initialised; later kernels give up at once. */
function afterSnpFailure({ kernel }: HostDescription, amd: AmdDescription, { event }: SnpFailure): Psp {
  if (kernel.kvmAmd.pspFailureClearsParameters) return { ...broken(invalidPlatformState), log: [event] };
  return { ...broken(invalidPlatformState), log: [event, sevInitFailed(amd, invalidPlatformState)] };
}

function ready({ cpu, kernel }: HostDescription, amd: AmdDescription, snp: boolean): Psp {
  const say = speaker(amd);
  const { api } = amd.psp;
  const both = kernel.kvmAmd.pspFailureClearsParameters;
  const lines: KernelLogCode[] = both && snp ? ['ccp.snp-api', 'ccp.sev-api'] : [snp ? 'ccp.snp-api' : 'ccp.sev-api'];
  const log = lines.map((code) => say(code, { major: api.major, minor: api.minor, build: api.build }));
  const fixedSvn = esRefusingSvn[cpu.family] ?? Number.POSITIVE_INFINITY;
  return { ...broken(0), sevReady: true, snpReady: snp, failed: false, refusesEs: snp && amd.psp.svn >= fixedSvn, log };
}

/** SNP firmware from these security versions on does not launch SEV-ES guests, by CPU family: Zen 3 and 4, Zen 5 (AMD-SB-3023). */
const esRefusingSvn: Readonly<Record<number, number>> = { 25: 0x1b, 26: 0x4 };

/** Firmware errors. Source: Linux 7.2.8 `include/uapi/linux/psp-sev.h`. */
const invalidPlatformState = 0x1;
const invalidConfiguration = 0x3;

function sevInitFailed(amd: AmdDescription, error: number): KernelLogEvent {
  return speaker(amd)('ccp.sev-init-failed', { error: hexadecimal(error), rc: -5 });
}

function speaker(amd: AmdDescription): (code: KernelLogCode, facts?: KernelLogEvent['facts']) => KernelLogEvent {
  return (code, facts = {}) => ({ code, facts: { address: amd.pspAddress, ...facts } });
}

function isOlder(api: { major: number; minor: number }, than: { major: number; minor: number }): boolean {
  return api.major < than.major || (api.major === than.major && api.minor < than.minor);
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16)}`;
}
