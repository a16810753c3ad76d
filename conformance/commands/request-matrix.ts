import type { GuestSpec } from '../../sim/contracts/commands.js';
import { confidentialProtections, type Protection } from '../../sim/contracts/protection.js';
import { secondProtection } from './second-protection.js';

/** Every combination of the fields an admission chain decides on, for one protection: right requests and wrong ones. */
export function* requestMatrix(protection: Protection): Generator<GuestSpec> {
  const tristate = [undefined, false, true] as const;
  for (const firmware of ['efi', 'bios', 'unset'] as const) {
    for (const secureBoot of firmware === 'efi' ? tristate : [undefined]) {
      for (const smm of tristate) {
        for (const persistentEfi of firmware === 'efi' ? [undefined, true] : [undefined]) {
          yield guestSpec({ protection, firmware, secureBoot, smm, persistentEfi });
        }
      }
    }
  }
  const plain = { protection, secureBoot: false };
  yield guestSpec({ ...plain, bootFromNetwork: true });
  for (const startPaused of [undefined, true]) {
    for (const attestation of [undefined, true]) yield guestSpec({ ...plain, attestation, startPaused });
  }
  for (const other of confidentialProtections) {
    const alsoProtection = secondProtection(protection, other);
    if (alsoProtection !== undefined) yield guestSpec({ ...plain, alsoProtection });
  }
  for (const architecture of ['arm64', 's390x', 'ppc64le']) yield guestSpec({ ...plain, architecture });
}

/** A guest spec without the fields that are undefined: absent and "not said" are the same thing in a case. */
export function guestSpec(fields: { readonly [Field in keyof GuestSpec]: GuestSpec[Field] | undefined }): GuestSpec {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as unknown as GuestSpec;
}
