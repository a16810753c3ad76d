import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { Asked } from '../instance.js';
import { ownWords } from '../request/api-error.js';
import { secureBootPolicy } from '../request/secure-boot.js';
import { statelessFirmware, usesUefi } from '../request/stateless-firmware.js';
import type { Firmware } from './chosen-firmware.js';
import { descriptorFirmware } from './firmware-descriptors.js';
import type { PlanPlace } from './plan-place.js';
import { type PreviousFirmware, previousFirmware } from './previous-firmware.js';

/**
 * Chooses the firmware. A guest that has been here before boots what it has had, while it is still there and secure boot has not changed.
 * Source: nova 34.0.0 `nova/virt/libvirt/driver.py` (_configure_guest_by_virt_type, _copy_guest_firmware_elements); 32.0.0 `host.py`
 * (get_loader).
 *
 * @param guest Whether nothing is taken over from what libvirt kept, and whether its firmware is TDX's.
 * @returns undefined for a guest that boots with a BIOS.
 */
export function firmwareFor(
  asked: Asked,
  machine: string,
  place: PlanPlace,
  guest: { readonly isNew: boolean; readonly isTdx: boolean },
): Outcome<Firmware | undefined, string> {
  const { support, choices, host } = place;
  const stateless = statelessFirmware(asked.image, choices);
  if (!stateless.ok) return refused(ownWords(stateless.reason));
  if (!usesUefi(asked.image, true)) return done(undefined);
  if (!support.uefi) return refused('UEFI is not supported');
  const secure = secureBoot(asked, machine, place);
  if (!secure.ok) return secure;
  const wanted = { secure: secure.value, stateless: stateless.value === true };
  if (choices.firmwareIsChosenBy === 'nova') return descriptorFirmware(wanted, machine, place);
  const before = choices.pinsFirmware && !guest.isNew && host.defined !== undefined ? previousFirmware(host.defined) : undefined;
  if (before === undefined || !stillGood(before, wanted.secure, guest.isTdx, place)) return done({ ...wanted, smm: false });
  return done({ ...wanted, files: before.files, smm: before.smm });
}

function secureBoot(asked: Asked, machine: string, { support, choices }: PlanPlace): Outcome<boolean, string> {
  const policy = secureBootPolicy(asked, choices);
  if (!policy.ok) return refused(ownWords(policy.reason));
  const possible = support.secureBoot && machine.includes('q35');
  if (policy.value === 'required') return possible ? done(true) : refused('Secure Boot is not supported by host');
  return done(policy.value === 'optional' && possible);
}

/** What a TDX guest's loader says of secure boot is nothing, ever; any other that says nothing has none. */
function stillGood(before: PreviousFirmware, secure: boolean, isTdx: boolean, { host, choices }: PlanPlace): boolean {
  const silent = choices.understandsSilentLoaders ? isTdx && secure : undefined;
  const was = before.secure ?? silent;
  const there = (path: string | undefined): boolean => path === undefined || host.reader.stat(path) !== undefined;
  return was === secure && there(before.files.loader) && there(before.files.template);
}
