import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import type { DeviceList } from './device-list.js';
import type { DocumentProblem } from './document-problem.js';
import { withDefaults } from './top-level.js';
import { attributeOf, part, withChild } from './xml-part.js';

/** Disks with their bus, driver and place on the bus; undefined, or why libvirt does not take them. */
export function withDisks(devices: DeviceList): DocumentProblem | undefined {
  for (const disk of devices.of('disk')) {
    const problem = diskProblem(disk);
    if (problem !== undefined) return problem;
  }
  devices.change('disk', withDriveAddress);
  return undefined;
}

function diskProblem(disk: XmlNode): DocumentProblem | undefined {
  const target = attributeOf(disk, 'target', 'dev');
  if (target === undefined) return { faultClass: 'no-target', detail: '', raiser: 'domain' };
  const removable = ['cdrom', 'floppy'].includes(disk.attributes.device ?? 'disk');
  if (removable || childOf(disk, 'source') !== undefined) return undefined;
  return { faultClass: 'no-source', detail: target, raiser: 'domain' };
}

/** With bus and address where the kind of bus has drives. */
function withDriveAddress(disk: XmlNode): XmlNode {
  const whole = withDriver(withDefaults(disk, { type: 'file', device: 'disk' }));
  const dev = attributeOf(whole, 'target', 'dev') ?? '';
  const bus = attributeOf(whole, 'target', 'bus') ?? busOf(dev);
  const target = withDefaults(childOf(whole, 'target') ?? part('target'), { dev, bus });
  const aimed = withChild(whole, 'target', target);
  const read = whole.attributes.device === 'cdrom' ? withChild(aimed, 'readonly', part('readonly')) : aimed;
  const address = childOf(read, 'address');
  if (address?.attributes.type === 'drive') return withChild(read, 'address', withDefaults(address, firstDrive));
  const place = address === undefined ? drivePlace(bus, driveIndex(dev)) : undefined;
  return place === undefined ? read : withChild(read, 'address', part('address', { type: 'drive', ...place }));
}

const firstDrive = { controller: '0', bus: '0', target: '0', unit: '0' };

function withDriver(disk: XmlNode): XmlNode {
  if (disk.attributes.type === 'vhostuser') return disk;
  return withChild(disk, 'driver', withDefaults(childOf(disk, 'driver') ?? part('driver'), { name: 'qemu', type: 'raw' }));
}

/** Source: libvirt 11.3.0 `src/conf/domain_conf.c` `virDomainDiskDefParseXML`. */
function busOf(dev: string): string {
  const prefixes = [
    ['hd', 'ide'],
    ['sd', 'scsi'],
    ['vd', 'virtio'],
    ['fd', 'fdc'],
    ['xvd', 'xen'],
    ['ubd', 'uml'],
  ] as const;
  return prefixes.find(([prefix]) => dev.startsWith(prefix))?.[1] ?? 'ide';
}

/** Number of the drive that a name like `sdc` or `hdaa` stands for. */
function driveIndex(dev: string): number {
  const letters = /^(?:fd|hd|vd|sd|xvd|ubd)([a-z]+)$/.exec(dev)?.[1] ?? 'a';
  return [...letters].reduce((index, letter) => (index + 1) * 26 + letter.charCodeAt(0) - 97, -1);
}

interface DrivePlace {
  readonly controller: number;
  readonly bus: number;
  readonly target: number;
  readonly unit: number;
}

/** Source: libvirt 11.3.0 `src/conf/domain_conf.c` `virDomainDiskDefAssignAddress`: unit 7 of a SCSI bus is the controller's own. */
function drivePlace(bus: string, index: number): DrivePlace | undefined {
  switch (bus) {
    case 'ide':
      return { controller: Math.floor(index / 4), bus: Math.floor((index % 4) / 2), target: 0, unit: index % 2 };
    case 'sata':
      return { controller: Math.floor(index / 6), bus: 0, target: 0, unit: index % 6 };
    case 'scsi':
      return { controller: Math.floor(index / 7), bus: 0, target: 0, unit: index % 7 };
    case 'fdc':
      return { controller: Math.floor(index / 2), bus: 0, target: 0, unit: index % 2 };
    default:
      return undefined;
  }
}
