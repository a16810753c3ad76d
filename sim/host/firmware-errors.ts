/**
 * What QEMU says to an error code of the SEV firmware, by code; index 0 is success.
 * Source: QEMU 10.2.2 `target/i386/sev.c` `sev_fw_errlist`; codes are those of Linux `include/uapi/linux/psp-sev.h`.
 */
const firmwareErrors = [
  '',
  'Platform state is invalid',
  'Guest state is invalid',
  'Platform configuration is invalid',
  'Buffer too small',
  'Platform is already owned',
  'Certificate is invalid',
  'Policy is not allowed',
  'Guest is not active',
  'Invalid address',
  'Bad signature',
  'Bad measurement',
  'ASID is already owned',
  'Invalid ASID',
  'WBINVD is required',
  'DF_FLUSH is required',
  'Guest handle is invalid',
  'Invalid command',
  'Guest is active',
  'Hardware error',
  'Hardware unsafe',
  'Feature not supported',
  'Invalid parameter',
  'Required firmware resource depleted',
  'Part-specific integrity check failure',
] as const;

/** Text of a firmware error; QEMU knows nothing about codes beyond its list. */
export function firmwareErrorText(code: number): string {
  return firmwareErrors[code] ?? 'unknown error';
}

/** Codes that the simulated firmware answers with. */
export const firmwareError = {
  success: 0,
  invalidPlatformState: 1,
  policyNotAllowed: 7,
  badMeasurement: 11,
  invalidAsid: 13,
  hardwareErrorPlatform: 19,
  featureNotSupported: 21,
} as const;
