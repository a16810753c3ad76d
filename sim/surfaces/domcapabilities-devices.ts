import type { BootTruth } from '../contracts/truth.js';
import { element, writeXml, type XmlElement } from '../core/xml-writer.js';
import { contentCache } from './content-cache.js';
import { type Emulator, emulatorOf } from './emulator.js';
import { isAtLeast } from './release.js';

/**
 * The `<memoryBacking>` and `<devices>` parts of domain capabilities as indented text.
 *
 * @param ide the machine type has an IDE controller of its own, as i440fx has.
 */
export function devicesText(boot: BootTruth, ide: boolean): string {
  const { version, view } = boot.libvirt;
  const host = { libvirt: version, architecture: emulatorOf(boot).architecture, elements: view.elements, ide };
  return texts(`${version} ${host.architecture} ${view.elements.join(' ')} ${ide}`, () => {
    const [memoryBacking, ...others] = devices
      .filter(({ when }) => holds(when, host))
      .map((device) => deviceElement(device, host));
    return (memoryBacking === undefined ? '' : writeXml(memoryBacking, '  ')) + writeXml(element('devices', {}, ...others), '  ');
  });
}

const texts = contentCache<string>(64);

/** An `<enum>` of these values; one without values closes itself. */
export function enumElement(name: string, values: readonly string[]): XmlElement {
  return element('enum', { name }, ...values.map((value) => element('value', {}, value)));
}

/** What decides about an element or a value. */
interface Asking {
  /** Release of libvirt. */
  readonly libvirt: string;
  readonly architecture: Emulator['architecture'];
  /** {@link LibvirtView.elements}. */
  readonly elements: readonly string[];
  /** The machine type has an IDE controller of its own. */
  readonly ide: boolean;
}

/** All conditions must hold; none means always. */
interface When {
  /** Name in {@link LibvirtView.elements}. */
  readonly listed?: string;
  /** First libvirt release that shows it. */
  readonly from?: string;
  /** The only architecture that has it. */
  readonly on?: Emulator['architecture'];
  /** Only on machine types with an IDE controller of their own. */
  readonly ide?: true;
}

function holds({ listed, from, on, ide }: When = {}, { libvirt, architecture, elements, ide: hasIde }: Asking): boolean {
  if (listed !== undefined && !elements.includes(listed)) return false;
  if (ide === true && !hasIde) return false;
  return isAtLeast(libvirt, from ?? '0') && (on === undefined || on === architecture);
}

/** A device element with its enums; values in the numeric order of libvirt's own enumerations. */
interface Device {
  readonly name: string;
  readonly when?: When;
  readonly enums: readonly DeviceEnum[];
}

interface DeviceEnum {
  readonly name: string;
  /** Values separated by spaces. */
  readonly values: string;
  readonly when?: When;
  /** Conditions of single values. */
  readonly valuesWhen?: Readonly<Record<string, When>>;
}

function deviceElement({ name, enums }: Device, host: Asking): XmlElement {
  const shown = enums.filter(({ when }) => holds(when, host));
  if (shown.length === 0) return element(name, { supported: 'no' });
  return element(name, { supported: 'yes' }, ...shown.map((entry) => enumElement(entry.name, valuesShown(entry, host))));
}

function valuesShown({ values, valuesWhen }: DeviceEnum, host: Asking): readonly string[] {
  return values.split(' ').filter((value) => value !== '' && holds(valuesWhen?.[value], host));
}

const virtio = 'virtio virtio-transitional virtio-non-transitional';
const x86 = { on: 'x86_64' } as const;

/**
 * Memory backing, which stands before `<devices>`, and then what guests can have in it.
 * Source: libvirt `src/conf/domain_capabilities.c`, `src/qemu/qemu_capabilities.c`, NEWS.
 */
const devices: readonly Device[] = [
  { name: 'memoryBacking', enums: [{ name: 'sourceType', values: 'file anonymous memfd' }] },
  {
    name: 'disk',
    enums: [
      { name: 'diskDevice', values: 'disk cdrom floppy lun', valuesWhen: { floppy: x86 } },
      {
        name: 'bus',
        values: 'ide fdc scsi virtio usb sata nvme',
        valuesWhen: { ide: { ide: true }, fdc: x86, sata: x86, nvme: { listed: 'nvme' } },
      },
      { name: 'model', values: virtio },
    ],
  },
  {
    name: 'graphics',
    enums: [{ name: 'type', values: 'sdl vnc rdp spice egl-headless dbus', valuesWhen: { rdp: { from: '11.2' }, spice: x86 } }],
  },
  {
    name: 'video',
    enums: [
      { name: 'modelType', when: x86, values: 'vga cirrus vmvga qxl virtio none bochs ramfb' },
      { name: 'modelType', when: { on: 's390x' }, values: 'virtio none' },
    ],
  },
  {
    name: 'hostdev',
    enums: [
      { name: 'mode', values: 'subsystem' },
      { name: 'startupPolicy', values: 'default mandatory requisite optional' },
      { name: 'subsysType', values: 'usb pci scsi' },
      { name: 'capsType', values: '' },
      { name: 'pciBackend', values: 'default vfio' },
      { name: 'iommufd', values: 'yes no', when: { listed: 'iommufd' } },
    ],
  },
  {
    name: 'rng',
    enums: [
      { name: 'model', values: virtio },
      { name: 'backendModel', values: 'random egd builtin' },
    ],
  },
  {
    name: 'filesystem',
    enums: [{ name: 'driverType', values: 'path handle virtiofs', valuesWhen: { handle: { listed: 'handle' } } }],
  },
  {
    name: 'tpm',
    enums: [
      { name: 'model', when: x86, values: 'tpm-tis tpm-crb' },
      { name: 'backendModel', when: x86, values: 'passthrough emulator external', valuesWhen: { external: { from: '9.0' } } },
      { name: 'backendVersion', when: x86, values: '2.0' },
    ],
  },
  { name: 'redirdev', when: { listed: 'redirdev' }, enums: [{ name: 'bus', values: 'usb' }] },
  {
    name: 'channel',
    when: { listed: 'channel' },
    enums: [{ name: 'type', values: 'pty unix spicevmc', valuesWhen: { spicevmc: x86 } }],
  },
  {
    name: 'crypto',
    when: { listed: 'crypto' },
    enums: [
      { name: 'model', values: 'virtio' },
      { name: 'type', values: 'qemu' },
      { name: 'backendModel', values: 'builtin lkcf' },
    ],
  },
  { name: 'interface', when: { listed: 'interface' }, enums: [{ name: 'backendType', values: 'default passt' }] },
  {
    name: 'panic',
    when: { listed: 'panic' },
    enums: [
      { name: 'model', when: x86, values: 'isa hyperv pvpanic' },
      { name: 'model', when: { on: 's390x' }, values: 's390' },
    ],
  },
  {
    name: 'console',
    when: { listed: 'console' },
    enums: [
      {
        name: 'type',
        values: 'null vc pty dev file pipe stdio udp tcp unix spicevmc spiceport qemu-vdagent dbus',
        valuesWhen: { spicevmc: x86, spiceport: x86, 'qemu-vdagent': x86 },
      },
    ],
  },
];
