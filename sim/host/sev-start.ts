import type { StartFailureCause } from '../contracts/evidence.js';
import type { BootTruth } from '../contracts/truth.js';
import { errnoNumber } from '../core/errno.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { Boot } from './boot.js';
import { firmwareError } from './firmware-errors.js';
import type { GuestKeys, HeldKey } from './guest-keys.js';
import type { LaunchSecurity } from './launch-security.js';
import { platformKeyOfSession } from './launch-session.js';
import type { DefinedDomain } from './libvirt-define.js';
import { firmwareExits, kvmSetupFailed, type QemuExit, sevResult, vmTypeUnsupported } from './qemu-exit.js';
import { type PolicyVerdict, sevPolicyVerdict, snpPolicyVerdict } from './sev-policy.js';

/**
 * QEMU starts a guest with a SEV object: its own checks, the ioctl that charges and takes an ASID, the launch command, and last the
 * firmware image. Whatever fails after the ASID was taken gives it back, pending.
 * Source: QEMU 7.2, 10.0, 10.2.2 `target/i386/sev.c` `sev_common_kvm_init`; Linux 7.2.8 `arch/x86/kvm/svm/sev.c`.
 */
export function startSevGuest(boot: Boot, keys: GuestKeys, domain: DefinedDomain, where: StartPlace): Outcome<HeldKey, QemuExit> {
  const early = beforeIoctl(boot, domain);
  if (early !== undefined) return refused(early);
  const kind = domain.protection as 'sev' | 'sev-es' | 'snp';
  const taken = keys.take(kind, where.cgroup);
  if (!taken.ok) return refused(initFailed(boot.truth, -errnoNumber(taken.reason.errno), 0, taken.reason.cause));
  const late = afterIoctl(boot, domain, taken.value, where);
  if (late === undefined) return done(taken.value);
  keys.abandon(taken.value, late.cause !== 'platform-failed');
  return refused(late);
}

/** Where a guest is started. */
export interface StartPlace {
  /** Cgroup of the process that creates it. */
  readonly cgroup: string;
  /** Commands to the security processor fail at the moment. */
  readonly pspFails: boolean;
  /** The platform's Diffie-Hellman key at the moment. */
  readonly platformKey: () => string;
}

function beforeIoctl(boot: Boot, domain: DefinedDomain): QemuExit | undefined {
  const { truth, amd } = boot;
  const { protection, smm, security } = domain;
  const enabled = amd?.kvm.enabled;
  if (protection === 'snp' && !truth.kvm.vmTypes.includes('snp')) return vmTypeUnsupported('SEV-SNP');
  if (protection === 'snp' && smm) return kvmSetupFailed('invalid-domain', 'SEV-SNP does not support SMM.');
  if (protection === 'sev-es' && enabled?.['sev-es'] && hidesEs(boot)) return vmTypeUnsupported('SEV-ES');
  const unfit = addressBitsError(truth, security) ?? deviceError(truth);
  if (unfit !== undefined) return unfit;
  if (protection === 'sev-es' && !amd?.psp.sevReady)
    return kvmSetupFailed('platform-failed', `${truth.qemu.sevInitFunction}: ${noEs}`);
  const switchedOff = !enabled?.sev || (protection === 'sev-es' && !enabled['sev-es']);
  return switchedOff ? initFailed(truth, -errnoNumber('ENOTTY'), 0, 'unsupported-vm-type') : undefined;
}

const noEs = 'guest policy requires SEV-ES, but host SEV-ES support unavailable';

/** Kernels from 7.2 on take the type back when the firmware refuses it; an empty range is found by the ioctl. */
function hidesEs({ description, amd }: Boot): boolean {
  return description.kernel.kvmAmd.hidesUnusableVmTypes && amd?.psp.refusesEs === true;
}

/** The C-bit of the document must be the host's; libvirt fills in what the document leaves out. */
function addressBitsError({ cpu, qemu }: BootTruth, { cbitpos, reducedPhysBits = 1 }: LaunchSecurity): QemuExit | undefined {
  const host = (cpu.cpuid.find(({ leaf }) => leaf === 0x8000001f)?.ebx ?? 0) & 0x3f;
  const prefix = qemu.sevInitFunction;
  if (cbitpos !== undefined && cbitpos !== host) {
    const text = `${prefix}: cbitpos check failed, host '${host}' requested '${cbitpos}'`;
    return kvmSetupFailed('invalid-domain', text);
  }
  if (reducedPhysBits >= 1 && reducedPhysBits <= 63) return undefined;
  const range = prefix === 'sev_kvm_init' ? 'it should be >=1' : 'it should be in the range of 1 to 63';
  return kvmSetupFailed('invalid-domain', `${prefix}: reduced_phys_bits check failed, ${range}, requested '${reducedPhysBits}'`);
}

function deviceError({ nodes, qemu }: BootTruth): QemuExit | undefined {
  if (nodes.some(({ path }) => path === '/dev/sev')) return undefined;
  return kvmSetupFailed('device-missing', `${qemu.sevInitFunction}: Failed to open /dev/sev 'No such file or directory'`);
}

function initFailed({ qemu }: BootTruth, ret: number, code: number, cause: StartFailureCause): QemuExit {
  return kvmSetupFailed(cause, `${qemu.sevInitFunction}: failed to initialize ${sevResult(ret, code)}`);
}

function afterIoctl(boot: Boot, domain: DefinedDomain, key: HeldKey, where: StartPlace): QemuExit | undefined {
  return platformError(boot) ?? launchError(boot, domain, key, where) ?? imageError(boot.truth, domain);
}

/** Up to 6.12 a failed initialisation is tried again for each guest, after its ASID was taken. */
function platformError({ truth, amd }: Boot): QemuExit | undefined {
  if (amd === undefined || amd.psp.sevReady) return undefined;
  return initFailed(truth, -errnoNumber(amd.psp.errno), amd.psp.firmwareError, 'platform-failed');
}

/** LAUNCH_START: the firmware must know the ASID and accept the policy. QEMU prints 1 for any failure of the older command. */
function launchError(boot: Boot, domain: DefinedDomain, { id }: HeldKey, where: StartPlace): QemuExit | undefined {
  const verdict = launchVerdict(boot, domain, id, where) ?? sessionVerdict(domain, where);
  if (verdict === undefined) return undefined;
  const { ret, code, cause } = verdict;
  const command =
    domain.protection === 'snp'
      ? `sev_snp_launch_start: SNP_LAUNCH_START ${sevResult(ret, code)}`
      : `sev_launch_start: LAUNCH_START ${sevResult(1, code)}`;
  return kvmSetupFailed(cause, command, `${boot.truth.qemu.sevInitFunction}: failed to create encryption context`);
}

function launchVerdict(boot: Boot, domain: DefinedDomain, asid: number, { pspFails }: StartPlace): PolicyVerdict | undefined {
  const { protection, security } = domain;
  const { amd } = boot.description;
  if (amd === undefined || boot.amd === undefined) return undefined;
  if (pspFails) return failed(firmwareError.hardwareErrorPlatform);
  const snp = protection === 'snp';
  if (snp && !boot.amd.psp.snpReady)
    return { ret: -errnoNumber('ENOTTY'), code: firmwareError.invalidPlatformState, cause: 'platform-failed' };
  const policy = snp ? snpPolicyVerdict(security.policy, boot.description) : sevPolicyVerdict(security.policy, amd.psp.api);
  if (policy !== undefined) return policy;
  if (protection === 'sev-es' && boot.amd.psp.refusesEs) return failed(firmwareError.featureNotSupported);
  return asid >= 1 && asid <= amd.cpuid8000001f.ecx ? undefined : failed(firmwareError.invalidAsid);
}

/**
 * A session that was made for another platform, or for this one before its key was rotated, cannot be unwrapped.
 * Source: Aleph Cloud's troubleshooting guide for confidential instances; libvirt `docs/manpages/virt-qemu-sev-validate.rst` for the words.
 */
function sessionVerdict({ security }: DefinedDomain, { platformKey }: StartPlace): PolicyVerdict | undefined {
  const madeFor = security.session === undefined ? undefined : platformKeyOfSession(security.session);
  if (madeFor === undefined || madeFor === platformKey()) return undefined;
  return { ...failed(firmwareError.badMeasurement), cause: 'session-refused' };
}

function failed(code: number): PolicyVerdict {
  return { ret: -errnoNumber('EIO'), code, cause: 'platform-failed' };
}

/** SNP guests have no read-only memory slots, so flash is out; their image must name its secrets and CPUID pages. */
function imageError({ firmwareFiles }: BootTruth, { protection, firmware }: DefinedDomain): QemuExit | undefined {
  if (protection === 'snp' && firmware.mapping === 'pflash') return firmwareExits.noFlashAllowed;
  if (firmware.path !== undefined && !firmwareFiles.includes(firmware.path)) return firmwareExits.noFile(firmware.path);
  return protection === 'snp' && firmware.mapping === 'none' ? firmwareExits.noSevMetadata : undefined;
}
