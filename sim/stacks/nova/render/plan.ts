import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import { type Asked, type Image, type Instance, propertyText } from '../instance.js';
import type { MemoryEncryptionModel } from '../models.js';
import { ownWords } from '../request/api-error.js';
import { requestedEncryption } from '../request/encryption.js';
import { lockedMemory } from '../request/locked-memory.js';
import type { Firmware } from './chosen-firmware.js';
import { firmwareFor } from './firmware.js';
import type { HostSupport } from './host-support.js';
import type { PlanPlace } from './plan-place.js';

/** Everything that was decided about a guest before it is written down. */
export interface DomainPlan {
  readonly instance: Instance;
  /** Image whose properties the guest has: its own, unless it is rescued by another and loses them. */
  readonly image: Image;
  readonly architecture: string;
  readonly machine: string;
  /** How its memory is encrypted, and in the platform's own numbers where they are told. */
  readonly model: MemoryEncryptionModel | undefined;
  readonly platformBits: HostSupport['platformBits'];
  readonly locked: boolean;
  readonly firmware: Firmware | undefined;
}

/** Decides, in Nova's order; the reason is the text of the exception that ends the start. */
export function planOf(instance: Instance, place: PlanPlace): Outcome<DomainPlan, string> {
  const { support, config, choices } = place;
  const image = imageNow(instance, choices);
  const asked: Asked = { flavor: instance.flavor, image };
  const machine = propertyText(image, 'hw_machine_type') ?? config.machineType;
  const wanted = requestedEncryption(asked, machine, choices);
  if (!wanted.ok) return refused(ownWords(wanted.reason));
  const locked = lockedMemory(asked, wanted.value, choices);
  if (!locked.ok) return refused(ownWords(locked.reason));
  if (!support.knowsMachine(machine)) return refused(unknownMachine(machine, support));
  const firmware = firmwareFor(asked, machine, place, {
    isNew: instance.new_domain === true,
    isTdx: wanted.value === 'intel-tdx',
  });
  if (!firmware.ok) return firmware;
  const possible = !choices.encryptsOnlyWhereHostCan || support.encrypts;
  const model = possible ? wanted.value : undefined;
  const { platformBits } = support;
  if (model !== undefined && choices.copiesPlatformBits && platformBits === undefined) return refused(noFeature);
  return done({
    instance,
    image,
    architecture: propertyText(image, 'hw_architecture') ?? 'x86_64',
    machine,
    model,
    platformBits,
    locked: locked.value,
    firmware: firmware.value,
  });
}

/**
 * A guest that boots a rescue image is still the guest it was. Upstream takes the properties of that image instead, unless its disks keep
 * their order. Source: nova 34.0.0 `nova/virt/libvirt/driver.py` (rescue).
 */
function imageNow({ image, rescue }: Instance, choices: NovaChoices): Image {
  return rescue === undefined || rescue.stable || choices.rescueIsProtectedBy === 'own-image' ? image : rescue.image;
}

/** Source: nova 34.0.0 `nova/virt/libvirt/driver.py` (InvalidMachineType). */
function unknownMachine(machine: string, { machines }: HostSupport): string {
  const known = machines.map((each) => `'${each}'`).join(', ');
  return `'${machine}' is not valid/supported machine type, Supported machine types are: [${known}]`;
}

/** Source: nova 33.0.0 `nova/virt/libvirt/driver.py` (_guest_configure_mem_encryption). */
const noFeature = 'Guest config could not be built without domain capabilities including <sev> feature.';
