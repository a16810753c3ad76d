import { element, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import { efiOf, type VirtualMachineInstance } from '../vmi.js';
import { diskElements } from './disks.js';
import { interfaceElements } from './interfaces.js';
import { iommuDriver, virtioModel } from './virtio.js';

/** All devices of the guest, in libvirt's order. Source: KubeVirt v1.9 `converter/compute/`, one file per device. */
export function devicesElement(vmi: VirtualMachineInstance, choices: Choices): XmlElement {
  const devices = vmi.spec.domain.devices ?? {};
  const hasConsole = devices.autoattachSerialConsole !== false;
  return element(
    'devices',
    {},
    ...diskElements(vmi, choices),
    ...controllers(vmi, choices, hasConsole),
    ...interfaceElements(vmi, choices),
    ...(hasConsole ? [serial(vmi), element('console', { type: 'pty' }, element('target', { type: 'serial', port: 0 }))] : []),
    guestAgentChannel,
    ...(devices.autoattachGraphicsDevice === false ? [] : [graphics(vmi), video(vmi)]),
    balloon(vmi, choices),
    devices.rng === undefined ? undefined : rng(vmi, choices),
  );
}

const guestAgentChannel = element(
  'channel',
  { type: 'unix' },
  element('target', { type: 'virtio', name: 'org.qemu.guest_agent.0' }),
);

const noUsb = element('controller', { type: 'usb', index: 0, model: 'none' });

/** SCSI is there for hotplugged disks, and stays away only when neither hotplug nor a disk needs it. */
function controllers(vmi: VirtualMachineInstance, choices: Choices, hasConsole: boolean): readonly (XmlElement | undefined)[] {
  const { disks = [], disableHotplug } = vmi.spec.domain.devices ?? {};
  const scsi = disableHotplug !== true || disks.some(({ disk, lun, cdrom }) => (disk ?? lun ?? cdrom)?.bus === 'scsi');
  return [
    noUsb,
    scsi ? controller(vmi, 'scsi', choices) : undefined,
    hasConsole ? controller(vmi, 'virtio-serial', choices) : undefined,
  ];
}

function controller(vmi: VirtualMachineInstance, type: 'scsi' | 'virtio-serial', choices: Choices): XmlElement {
  return element('controller', { type, index: 0, model: virtioModel(vmi) }, iommuDriver(vmi, type, choices));
}

function serial({ metadata }: VirtualMachineInstance): XmlElement {
  const path = `/var/run/kubevirt-private/${metadata.uid}/virt-serial0`;
  return element(
    'serial',
    { type: 'unix' },
    element('source', { mode: 'bind', path }),
    element('log', { file: `${path}-log`, append: 'on' }),
    element('target', { port: 0 }),
  );
}

function graphics({ metadata }: VirtualMachineInstance): XmlElement {
  const socket = `/var/run/kubevirt-private/${metadata.uid}/virt-vnc`;
  return element('graphics', { type: 'vnc' }, element('listen', { type: 'socket', socket }));
}

function video(vmi: VirtualMachineInstance): XmlElement {
  if (vmi.spec.architecture !== 'amd64') return element('video', {}, element('model', { type: 'virtio', heads: 1 }));
  const model = efiOf(vmi) === undefined ? { type: 'vga', vram: 16384, heads: 1 } : { type: 'bochs', heads: 1 };
  return element('video', {}, element('model', model));
}

/** Free page reporting stays on for encrypted guests, exactly as upstream has it. */
function balloon(vmi: VirtualMachineInstance, choices: Choices): XmlElement {
  if (vmi.spec.domain.devices?.autoattachMemBalloon === false) return element('memballoon', { model: 'none' });
  return element(
    'memballoon',
    { model: virtioModel(vmi), freePageReporting: 'on' },
    element('stats', { period: 10 }),
    iommuDriver(vmi, 'memballoon', choices),
  );
}

function rng(vmi: VirtualMachineInstance, choices: Choices): XmlElement {
  return element(
    'rng',
    { model: virtioModel(vmi) },
    element('backend', { model: 'random' }, '/dev/urandom'),
    iommuDriver(vmi, 'rng', choices),
  );
}
