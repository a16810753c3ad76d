import { decodeFlags, encodeFlags, type Flags, hasUnnamedBits, platformInfoBits, policyBits } from './flags.js';

/** What the owner of a guest demands of the platform it runs on. */
export interface GuestPolicy extends Flags<keyof typeof policyBits> {
  /** Lowest version of the firmware's ABI. */
  readonly abiMajor: number;
  readonly abiMinor: number;
}

/** POLICY as launches and reports carry it; 0x30000, the default of QEMU and Kata, allows SMT and nothing else. */
export function encodePolicy(policy: GuestPolicy): bigint {
  return BigInt(policy.abiMinor | (policy.abiMajor << 8)) | alwaysSet | encodeFlags<keyof typeof policyBits>(policyBits, policy);
}

/** Every part of a POLICY. */
export function decodePolicy(value: bigint): Required<GuestPolicy> {
  const version = Number(value & 0xffffn);
  return { abiMajor: version >> 8, abiMinor: version & 0xff, ...decodeFlags(policyBits, value) };
}

/** Why the firmware refuses to launch a guest (POLICY_FAILURE or INVALID_PARAM). */
export type PolicyFailure = 'reserved-bits' | 'abi-version' | 'smt' | 'rapl' | 'ciphertext-hiding';

/**
 * What in a policy the platform does not fulfil, if anything. Source: AMD 56860, SNP_LAUNCH_START.
 *
 * @param api Version of the firmware.
 */
export function policyFailure(
  policy: bigint,
  platformInfo: bigint,
  api: { readonly major: number; readonly minor: number },
): PolicyFailure | undefined {
  const wanted = decodePolicy(policy);
  const platform = decodeFlags(platformInfoBits, platformInfo);
  if ((policy & alwaysSet) === 0n || hasUnnamedBits(policyBits, policy, 0xffffn | alwaysSet)) return 'reserved-bits';
  if (wanted.abiMajor > api.major || (wanted.abiMajor === api.major && wanted.abiMinor > api.minor)) return 'abi-version';
  if (platform.smtEnabled && !wanted.smtAllowed) return 'smt';
  if (wanted.raplDisabled && !platform.raplDisabled) return 'rapl';
  return wanted.ciphertextHidingDram && !platform.ciphertextHidingEnabled ? 'ciphertext-hiding' : undefined;
}

/** Bit 17 must be one. */
const alwaysSet = 1n << 17n;
