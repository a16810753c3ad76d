import { createHash, createHmac } from 'node:crypto';
import { firmwareImageText } from '../../sim/contracts/firmware-image.js';

/** What the owner of a SEV guest knows, and what was answered to the question for the measurement. */
export interface MeasuredLaunch {
  /** The session the owner handed in. */
  readonly session: string;
  /** Base64 of 48 bytes: the measure, and the nonce it was made with. */
  readonly measurement: string;
  readonly apiMajor: number;
  readonly apiMinor: number;
  readonly buildId: number;
  readonly policy: number;
  /** Path of the firmware image the guest was to boot from. */
  readonly firmware: string;
}

/**
 * Would the owner believe this measurement? Worked out as the owner does: HMAC-SHA256 over 0x04, API major, API minor, build, policy
 * (four bytes, little end first), digest of the firmware and nonce. The key is the one the session carries; on simulated hosts that is
 * the first half of SHA-256 over `fauxmetal-tik:` and the session.
 * Source: AMD SEV API 0.24, chapter 6.5 LAUNCH_MEASURE; KubeVirt `tests/launchsecurity/sev.go` (verifyMeasurement).
 */
export function isGenuine({ session, measurement, apiMajor, apiMinor, buildId, policy, firmware }: MeasuredLaunch): boolean {
  const answer = Buffer.from(measurement, 'base64');
  if (answer.length !== 48) return false;
  const key = createHash('sha256').update(`fauxmetal-tik:${session.trim()}`).digest().subarray(0, 16);
  const policyBytes = [0, 8, 16, 24].map((shift) => (policy >>> shift) & 0xff);
  const message = Buffer.concat([
    Uint8Array.from([0x04, apiMajor, apiMinor, buildId, ...policyBytes]),
    Buffer.from(imageSha256(firmware), 'hex'),
    answer.subarray(32),
  ]);
  return createHmac('sha256', key).update(message).digest().equals(answer.subarray(0, 32));
}

/** SHA-256 of a firmware image of a simulated host, in lower-case hexadecimal. */
export function imageSha256(path: string): string {
  return createHash('sha256').update(firmwareImageText(path)).digest('hex');
}
