import type { RunDecision } from '../../../contracts/subject.js';
import type { NovaChoices } from '../choices.js';
import { type Asked, type Image, type Instance, imageOf } from '../instance.js';
import { requestedEncryption } from '../request/encryption.js';
import { requestProblem } from '../request/judge.js';
import { secureBootPolicy } from '../request/secure-boot.js';
import { statelessFirmware } from '../request/stateless-firmware.js';
import { denied, granted } from './decision.js';
import { stateRefusal } from './preconditions.js';
import type { Action } from './situation.js';
import { busy, faulty } from './status.js';
import { hasVariables, variablesAfterRemoval } from './variables.js';

/**
 * The guest boots another image, on the same host and with a new domain. Where the image asks for another protection, that must be free on
 * its host, and what it held goes back; upstream asks nobody. Source: nova 34.0.0 `nova/compute/api.py` (rebuild), `nova/scheduler/manager.py`.
 */
export function rebuild(action: Action): RunDecision {
  const { status, instance, choices, body } = action;
  const refusal = stateRefusal(action, ['active', 'stopped', 'error']);
  if (refusal !== undefined) return refusal;
  const image = body.image === undefined ? instance.image : imageOf(body.image);
  if (instance.boot_from_volume === true && image.id !== instance.image.id) return denied(status, 400, unacceptable(image));
  const problem = requestProblem({ flavor: instance.flavor, image }, choices);
  if (problem !== undefined) return denied(status, problem.httpCode, problem.message);
  if (choices.nvramIsOf === 'new-image' && hasVariables(instance.image, choices) && !hasVariables(image, choices)) {
    return granted(faulty(status, 'error', undefinable), 'power-off');
  }
  const guest = rebuilt(instance, image, choices);
  const during = busy(status, 'rebuilding', { nvram: variablesAfterRemoval(instance, choices), pinned: false });
  const sameNeeds = needs(instance, choices) === needs({ flavor: instance.flavor, image }, choices);
  if (sameNeeds || !choices.rebuildKeepsNeeds || status.host === undefined) return granted(during, 'reboot', { guest });
  return granted({ ...during, moving_from: status.host }, 'relocate', { guest: heldThere(guest, status.host), avoid: 'none' });
}

function rebuilt(instance: Instance, image: Image, choices: NovaChoices): Instance {
  const { base_image_ref: _base, rescue: _rescue, ...kept } = instance;
  return {
    ...kept,
    image,
    new_domain: true,
    ...(choices.rebuildKeepsBaseImage && image.id !== undefined && { base_image_ref: image.id }),
  };
}

/** A guest that may be placed on one host only, and remembers where else it might have been. */
function heldThere(guest: Instance, host: string): Instance {
  const stashed = { flavor: guest.flavor, ...(guest.host !== undefined && { host: guest.host }) };
  return { ...guest, host, stashed, rebuilt_here: true };
}

/** What of a request decides where it can run. */
function needs(asked: Asked, choices: NovaChoices): string {
  const model = requestedEncryption(asked, undefined, choices);
  const stateless = statelessFirmware(asked.image, choices);
  const secureBoot = secureBootPolicy(asked, choices);
  return [
    model.ok ? model.value : 'wrong',
    stateless.ok && stateless.value === true,
    secureBoot.ok && secureBoot.value === 'required',
  ].join(' ');
}

function unacceptable({ id = '' }: Image): string {
  return `Image ${id} is unacceptable: Unable to rebuild with a different image for a volume-backed server.`;
}

/** Source: libvirt `src/qemu/qemu_driver.c` (qemuDomainUndefineFlags). */
const undefinable = 'Requested operation is not valid: cannot undefine domain with nvram';
