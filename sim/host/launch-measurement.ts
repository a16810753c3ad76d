import { createHash, createHmac } from 'node:crypto';
import { firmwareImageText } from '../contracts/firmware-image.js';

/** Everything a launch measurement of a SEV guest rests on. */
export interface LaunchMeasurementInput {
  /** Transport integrity key, 16 bytes: known to the guest's owner and the security processor. */
  readonly tik: Uint8Array;
  /** SEV firmware API version and build, 0–255 each. */
  readonly apiMajor: number;
  readonly apiMinor: number;
  readonly buildId: number;
  /** Guest policy, 32 bits. */
  readonly policy: number;
  /** SHA-256 of the memory that was encrypted at launch. */
  readonly launchDigest: Uint8Array;
  /** 16 bytes, new for every launch. */
  readonly nonce: Uint8Array;
}

/**
 * The measurement blob of a launched SEV guest, base64: HMAC-SHA256 over 0x04 ‖ API major ‖ API minor ‖ build ‖ policy (little-endian
 * 32 bits) ‖ launch digest ‖ nonce, keyed with the TIK, and then the nonce once more. 48 bytes before encoding.
 * Source: KubeVirt `tests/launchsecurity/sev.go`, and `sevctl measurement build`, which recompute it.
 */
export function launchMeasurement(input: LaunchMeasurementInput): string {
  const { tik, apiMajor, apiMinor, buildId, policy, launchDigest, nonce } = input;
  const head = Buffer.alloc(8);
  head.set([0x04, apiMajor, apiMinor, buildId]);
  head.writeUInt32LE(policy, 4);
  const measure = createHmac('sha256', tik).update(head).update(launchDigest).update(nonce).digest();
  return Buffer.concat([measure, nonce]).toString('base64');
}

/**
 * Digest of what was encrypted at launch: the firmware image alone. A real digest of a SEV-ES guest also covers its first register
 * contents, and with kernel hashes a table of them; both are left out here.
 */
export function launchDigestOf(firmwarePath: string | undefined): Buffer {
  const image = firmwarePath === undefined ? '' : firmwareImageText(firmwarePath);
  return createHash('sha256').update(image).digest();
}

/**
 * The transport integrity key behind an owner's session blob. In reality the blob holds it encrypted for one security processor; here
 * it is the first 16 bytes of SHA-256 over `fauxmetal-tik:` and the blob as it stands in the domain document, so whoever knows the session
 * can check the measurement.
 */
export function tikOfSession(session: string): Buffer {
  return first16(`fauxmetal-tik:${session.trim()}`);
}

/** The first 16 bytes of a SHA-256. */
export function first16(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, 16);
}
