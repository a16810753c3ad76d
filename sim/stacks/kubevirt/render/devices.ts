import { element, fixedElement, fixedElements, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { keptByTemplate } from '../guest-template.js';
import type { Specified, VirtualMachineInstance } from '../vmi.js';
import { balloonElement } from './balloon.js';
import { diskElements } from './disks.js';
import { graphics, videoElement } from './display.js';
import { interfaceElements } from './interfaces.js';
import { tpmElement } from './tpm.js';
import { virtioDevice } from './virtio.js';
import { vsockElement } from './vsock.js';

/**
 * All devices of the guest, in libvirt's order. Devices of the host are not among them: nothing here announces any, so no guest
 * that asks for one gets this far. Source: KubeVirt v1.9 `converter/compute/`, one file per device.
 */
export function devicesElement(vmi: VirtualMachineInstance, config: Config, choices: Choices): XmlElement {
  const { hasConsole, cards, consoles, video, random } = ofTemplate(vmi, config, choices);
  return element(
    'devices',
    {},
    diskElements(vmi, config, choices),
    cards,
    hasConsole ? serial(vmi) : undefined,
    consoles,
    video === undefined ? undefined : graphics(vmi),
    video,
    balloonElement(vmi, config, choices),
    random,
    vsockElement(vmi, choices),
  );
}

/** The devices that do not name the guest, by what stands between them. */
const ofTemplate = keptByTemplate((guest, _config, choices) => {
  const { autoattachSerialConsole, rng } = guest.spec.domain.devices ?? {};
  const hasConsole = autoattachSerialConsole !== false;
  return {
    hasConsole,
    cards: fixedElements(
      noUsb,
      needsScsi(guest) ? scsi(guest, choices) : undefined,
      hasConsole ? virtioSerial(guest, choices) : undefined,
      ...interfaceElements(guest, choices),
    ),
    consoles: fixedElements(hasConsole ? consoleElement(guest, choices) : undefined, guestAgentChannel, tpmElement(guest)),
    video: videoElement(guest),
    random: rng === undefined ? undefined : randomness(guest, choices),
  };
});

const guestAgentChannel = fixedElement(
  element('channel', { type: 'unix' }, element('target', { type: 'virtio', name: 'org.qemu.guest_agent.0' })),
);

const noUsb = fixedElement(element('controller', { type: 'usb', index: 0, model: 'none' }));

const scsi = virtioDevice('scsi', (model, driver) => element('controller', { type: 'scsi', index: 0, model }, driver));

const virtioSerial = virtioDevice('virtio-serial', (model, driver) =>
  element('controller', { type: 'virtio-serial', index: 0, model }, driver),
);

const randomness = virtioDevice('rng', (model, driver) =>
  element('rng', { model }, element('backend', { model: 'random' }, '/dev/urandom'), driver),
);

/** SCSI is there for hotplugged disks, and stays away only when neither hotplug nor a disk needs it. */
function needsScsi({ spec }: Specified): boolean {
  const { disks = [], disableHotplug } = spec.domain.devices ?? {};
  return disableHotplug !== true || disks.some(({ disk, lun, cdrom }) => (disk ?? lun ?? cdrom)?.bus === 'scsi');
}

function serial({ metadata }: VirtualMachineInstance): XmlElement {
  const path = `/var/run/kubevirt-private/${metadata.uid ?? ''}/virt-serial0`;
  return element(
    'serial',
    { type: 'unix' },
    element('source', { mode: 'bind', path }),
    element('log', { file: `${path}-log`, append: 'on' }),
    firstPort,
  );
}

const firstPort = fixedElement(element('target', { port: 0 }));

function consoleElement({ spec }: Specified, choices: Choices): XmlElement {
  return spec.domain.launchSecurity?.tdx !== undefined && choices.tdxHasVirtioConsole ? virtioConsole : serialConsole;
}

const serialConsole = fixedElement(element('console', { type: 'pty' }, element('target', { type: 'serial', port: 0 })));
const virtioConsole = fixedElement(element('console', { type: 'pty' }, element('target', { type: 'virtio', port: 0 })));
