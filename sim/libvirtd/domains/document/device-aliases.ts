import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import { isAtLeast } from '../../../surfaces/release.js';
import { attributeOf, part, withChild } from './xml-part.js';

/** Names that QEMU knows the devices by, unless the user gave them (`ua-…`). Source: libvirt 11.3.0 `src/qemu/qemu_alias.c`. */
export function withAliases(devices: readonly XmlNode[], libvirt: string): readonly XmlNode[] {
  const counts = new Map<string, number>();
  return devices.map((device) => {
    const index = counts.get(device.name) ?? 0;
    counts.set(device.name, index + 1);
    const name = childOf(device, 'alias') === undefined ? aliasOf(device, index, devices, libvirt) : undefined;
    return name === undefined ? device : withChild(device, 'alias', part('alias', { name }));
  });
}

function aliasOf(device: XmlNode, index: number, all: readonly XmlNode[], libvirt: string): string | undefined {
  switch (device.name) {
    case 'disk':
      return diskAlias(device, index);
    case 'controller':
      return isAbsentUsb(device) && isAtLeast(libvirt, '12.0') ? undefined : controllerAlias(device, all);
    case 'console':
      return attributeOf(device, 'target', 'type') === 'serial' ? `serial${index}` : `console${index}`;
    default: {
      const prefix = prefixes[device.name];
      const without = device.name === 'memballoon' && device.attributes.model === 'none';
      return prefix === undefined || without ? undefined : `${prefix}${index}`;
    }
  }
}

const prefixes: Readonly<Record<string, string>> = {
  filesystem: 'fs',
  interface: 'net',
  smartcard: 'smartcard',
  serial: 'serial',
  parallel: 'parallel',
  channel: 'channel',
  input: 'input',
  tpm: 'tpm',
  sound: 'sound',
  video: 'video',
  hostdev: 'hostdev',
  redirdev: 'redir',
  hub: 'hub',
  watchdog: 'watchdog',
  memballoon: 'balloon',
  rng: 'rng',
  panic: 'panic',
  shmem: 'shmem',
  memory: 'dimm',
  iommu: 'iommu',
  vsock: 'vsock',
  crypto: 'crypto',
};

/** Drives are named by their place, others by the name the guest is to see. */
function diskAlias(disk: XmlNode, index: number): string {
  const bus = attributeOf(disk, 'target', 'bus') ?? '';
  const { type, controller = '0', bus: line = '0', target = '0', unit = '0' } = childOf(disk, 'address')?.attributes ?? {};
  if (type !== 'drive') return `${bus}-disk${indexOfDevice(disk, index)}`;
  return bus === 'scsi' ? `scsi${controller}-${line}-${target}-${unit}` : `${bus}${controller}-${line}-${unit}`;
}

/** Number in the name the guest is to see: `vdb` is 1. */
function indexOfDevice(disk: XmlNode, otherwise: number): number {
  const letters = /^[a-z]d([a-z]+)$/.exec(attributeOf(disk, 'target', 'dev') ?? '')?.[1];
  if (letters === undefined) return otherwise;
  return [...letters].reduce((index, letter) => (index + 1) * 26 + letter.charCodeAt(0) - 97, -1);
}

/** libvirt 12.8 names no controller that is not there, 11.3 does; as run. */
function isAbsentUsb({ attributes }: XmlNode): boolean {
  return attributes.type === 'usb' && attributes.model === 'none';
}

function controllerAlias({ attributes }: XmlNode, all: readonly XmlNode[]): string {
  const { type = '', index = '0', model = '' } = attributes;
  if (type === 'pci')
    return index === '0' && model.endsWith('-root') ? (model === 'pcie-root' ? 'pcie.0' : 'pci.0') : `pci.${index}`;
  if (type === 'usb' && index === '0') return 'usb';
  const q35 = all.some((device) => device.attributes.model === 'pcie-root');
  const builtIn = index === '0' && (type === 'ide' || (type === 'sata' && q35));
  return builtIn ? 'ide' : `${type}${index}`;
}
