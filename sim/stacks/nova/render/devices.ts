import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import type { NovaChoices } from '../choices.js';
import type { VirtioDevice } from '../guest-choices.js';
import { type Instance, propertyText, propertyTruth } from '../instance.js';
import type { DomainPlan } from './plan.js';

/** All devices of the guest, in Nova's order. Source: nova 34.0.0 `nova/virt/libvirt/driver.py` (_get_guest_config). */
export function devicesElement(plan: DomainPlan, choices: NovaChoices): XmlElement {
  const driver = (device: VirtioDevice): XmlElement | undefined => (iommu(plan, device, choices) ? bounced : undefined);
  const scsi = usesScsi(plan);
  const agent = propertyTruth(plan.image, 'hw_qemu_guest_agent') === true;
  const telling = plan.model !== undefined && choices.copiesPlatformBits;
  return element(
    'devices',
    {},
    ...disks(plan, choices),
    scsi ? element('controller', { type: 'scsi', index: 0, model: 'virtio-scsi' }, driver('scsi')) : undefined,
    networkInterface(plan, driver('interface')),
    serial(plan.instance),
    graphics,
    video(plan, driver('video')),
    tablet,
    agent && telling ? element('controller', { type: 'virtio-serial' }, driver('virtio-serial')) : undefined,
    agent ? agentChannel(plan.instance) : undefined,
    element('rng', { model: 'virtio' }, element('backend', { model: 'random' }, '/dev/urandom'), driver('rng')),
    usb,
    element('memballoon', { model: 'virtio', autodeflate: 'on', freePageReporting: 'on' }, statistics, driver('memballoon')),
  );
}

const bounced = fixedElement(element('driver', { iommu: 'on' }));
const graphics = fixedElement(element('graphics', { type: 'vnc', autoport: 'yes', listen: '127.0.0.1' }));
const tablet = fixedElement(element('input', { type: 'tablet', bus: 'usb' }));
const usb = fixedElement(element('controller', { type: 'usb', index: 0 }));
const statistics = fixedElement(element('stats', { period: 10 }));

/** Since QEMU 6.0 nobody need say it of encrypted guests. Source: nova `a29524346f`; before it `virt/libvirt/designer.py`. */
function iommu({ model }: DomainPlan, device: VirtioDevice, choices: NovaChoices): boolean {
  return model !== undefined && choices.hasIommu(device);
}

function usesScsi({ image }: DomainPlan): boolean {
  return propertyText(image, 'hw_disk_bus') === 'scsi' || propertyText(image, 'hw_scsi_model') === 'virtio-scsi';
}

/** A rescued guest boots another disk, with its own beside it. Source: nova `nova/virt/libvirt/blockinfo.py`. */
function disks(plan: DomainPlan, choices: NovaChoices): readonly XmlElement[] {
  const { rescue, config_drive } = plan.instance;
  const own = ['disk'];
  const names = rescue === undefined ? own : rescue.stable ? [...own, 'disk.rescue'] : ['disk.rescue', ...own];
  const written = names.map((name, index) => disk(plan, name, 'abc'[index] ?? 'z', choices));
  return config_drive === true ? [...written, configDrive(plan, choices)] : written;
}

function disk(plan: DomainPlan, name: string, letter: string, choices: NovaChoices): XmlElement {
  const scsi = usesScsi(plan);
  const told = !scsi && iommu(plan, 'disk', choices) ? 'on' : undefined;
  return element(
    'disk',
    { type: 'file', device: 'disk' },
    element('driver', { name: 'qemu', type: 'qcow2', cache: 'none', iommu: told }),
    element('source', { file: `/var/lib/nova/instances/${plan.instance.uuid}/${name}` }),
    element('target', { bus: scsi ? 'scsi' : 'virtio', dev: `${scsi ? 'sd' : 'vd'}${letter}` }),
  );
}

/** q35 has no IDE. Source: nova `nova/virt/libvirt/blockinfo.py` (get_default_cdrom_bus), bug 1831538. */
function configDrive({ instance, machine }: DomainPlan, { cdromBus }: NovaChoices): XmlElement {
  const bus = cdromBus(machine);
  return element(
    'disk',
    { type: 'file', device: 'cdrom' },
    element('driver', { name: 'qemu', type: 'raw', cache: 'none' }),
    element('source', { file: `/var/lib/nova/instances/${instance.uuid}/disk.config` }),
    element('target', { bus, dev: bus === 'sata' ? 'sdz' : 'hda' }),
  );
}

/** The address comes from the UUID, as nothing here is random. Source: nova `nova/virt/libvirt/vif.py`. */
function networkInterface({ instance: { uuid } }: DomainPlan, driver: XmlElement | undefined): XmlElement {
  const [first, second, third] = [uuid.slice(24, 26), uuid.slice(26, 28), uuid.slice(28, 30)];
  return element(
    'interface',
    { type: 'bridge' },
    element('mac', { address: `fa:16:3e:${first}:${second}:${third}` }),
    element('model', { type: 'virtio' }),
    driver,
    element('source', { bridge: 'br-int' }),
    element('target', { dev: `tap${uuid.slice(0, 8)}-${uuid.slice(9, 11)}` }),
    element('virtualport', { type: 'openvswitch' }, element('parameters', { interfaceid: uuid })),
  );
}

function serial({ uuid }: Instance): XmlElement {
  return element(
    'serial',
    { type: 'pty' },
    element('log', { file: `/var/lib/nova/instances/${uuid}/console.log`, append: 'off' }),
  );
}

function video({ image }: DomainPlan, driver: XmlElement | undefined): XmlElement {
  const type = propertyText(image, 'hw_video_model') ?? 'virtio';
  return element('video', {}, element('model', { type }), type === 'virtio' ? driver : undefined);
}

function agentChannel({ uuid }: Instance): XmlElement {
  const name = 'org.qemu.guest_agent.0';
  return element(
    'channel',
    { type: 'unix' },
    element('source', { mode: 'bind', path: `/var/lib/libvirt/qemu/${name}.instance-${uuid.slice(0, 8)}.sock` }),
    element('target', { type: 'virtio', name }),
  );
}
