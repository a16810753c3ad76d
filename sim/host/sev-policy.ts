import type { AmdDescription, HostDescription } from '../../profiles/description.js';
import type { StartFailureCause } from '../contracts/evidence.js';
import { errnoNumber } from '../core/errno.js';
import { firmwareError } from './firmware-errors.js';

/** Why a launch command failed: the ioctl's result, negative, and the firmware's error code. */
export interface PolicyVerdict {
  readonly ret: number;
  readonly code: number;
  readonly cause: StartFailureCause;
}

/**
 * What becomes of an SNP guest policy. KVM itself refuses one without bit 17, which must be one, or with bits it does not know; the
 * firmware refuses one that asks for a newer API, or for no SMT or a single socket on a host that has it otherwise.
 * Source: Linux 7.2.8 `arch/x86/kvm/svm/sev.c` `snp_launch_start`; AMD SEV-SNP firmware ABI 1.55, chapter 4.3.
 */
export function snpPolicyVerdict(policy: bigint, { amd, cpu }: HostDescription): PolicyVerdict | undefined {
  if ((policy & snpBits.mustBeOne) === 0n || (policy & ~snpBits.known) !== 0n) return refusedByKvm;
  if (isNewer(Number((policy >> 8n) & 0xffn), Number(policy & 0xffn), amd?.psp.api)) return refusedByFirmware;
  if (cpu.threadsPerCore > 1 && (policy & snpBits.smt) === 0n) return refusedByFirmware;
  return cpu.sockets > 1 && (policy & snpBits.singleSocket) !== 0n ? refusedByFirmware : undefined;
}

/** What becomes of a SEV policy: bits 23:16 and 31:24 ask for a least API version. Source: AMD SEV API 0.24, chapter 3. */
export function sevPolicyVerdict(policy: bigint, api: AmdDescription['psp']['api']): PolicyVerdict | undefined {
  return isNewer(Number((policy >> 16n) & 0xffn), Number((policy >> 24n) & 0xffn), api) ? refusedByFirmware : undefined;
}

/** Bits of an SNP policy: API 15:0, SMT 16, one 17, migration agent 18, debug 19, socket 20, CXL 21, XTS 22, RAPL 23, hiding 24, swap 25. */
const snpBits = { smt: 1n << 16n, mustBeOne: 1n << 17n, singleSocket: 1n << 20n, known: (1n << 26n) - 1n };

const refusedByKvm: PolicyVerdict = { ret: -errnoNumber('EINVAL'), code: firmwareError.success, cause: 'policy-refused' };
const refusedByFirmware: PolicyVerdict = {
  ret: -errnoNumber('EIO'),
  code: firmwareError.policyNotAllowed,
  cause: 'policy-refused',
};

function isNewer(major: number, minor: number, api: AmdDescription['psp']['api'] | undefined): boolean {
  if (api === undefined) return false;
  return major > api.major || (major === api.major && minor > api.minor);
}
