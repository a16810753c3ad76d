import { createHash } from 'node:crypto';
import { assertThat } from '../../../core/defect.js';

/**
 * What a trust domain is known by: measured when it was built, set by whoever started it, or extended while it runs.
 * Digests are SHA-384, 48 bytes. Source: Intel TDX module ABI, `TDINFO_STRUCT`.
 */
export interface TdMeasurements {
  /** TDATTRIBUTES: {@link tdAttributes}. */
  readonly attributes: bigint;
  /** Extended features the guest may use, as XCR0 and IA32_XSS have them. */
  readonly xfam: bigint;
  /** Memory as it was when the domain was finalised. */
  readonly mrTd: Uint8Array;
  /** Configuration that was not measured, as the one who starts the domain names it: `mrConfigId` of a domain document. */
  readonly mrConfigId: Uint8Array;
  /** The owner, in words of its own. */
  readonly mrOwner: Uint8Array;
  /** The owner's configuration of this guest. */
  readonly mrOwnerConfig: Uint8Array;
  /** Run-time measurement registers 0 to 3. */
  readonly rtmrs: readonly Uint8Array[];
}

/** Bits of TDATTRIBUTES. Source: Intel TDX module ABI; QEMU `target/i386/kvm/tdx.c`. */
export const tdAttributes = {
  debug: 1n << 0n,
  septVeDisable: 1n << 28n,
  migratable: 1n << 29n,
  protectionKeys: 1n << 30n,
  keyLocker: 1n << 31n,
  performanceMonitoring: 1n << 63n,
} as const;

/** Bytes of every register and digest. */
export const measurementLength = 48;

/** Registers that software in the guest extends. */
export const rtmrCount = 4;

/** A register nobody has set. */
export const unsetMeasurement: Uint8Array = Buffer.alloc(measurementLength);

/**
 * What extending does to a register: SHA-384 over what it held and the digest. Only the register that is named changes.
 *
 * @param digest 48 bytes; Linux refuses any other length with EINVAL before the TDX module is asked.
 */
export function extended(register: Uint8Array, digest: Uint8Array): Buffer {
  assertThat(register.length === measurementLength && digest.length === measurementLength, 'registers are extended by 48 bytes');
  return createHash('sha384').update(register).update(digest).digest();
}
