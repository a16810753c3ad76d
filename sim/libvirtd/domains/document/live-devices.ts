import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import { isAtLeast } from '../../../surfaces/release.js';
import type { RunningFacts } from './running-facts.js';
import { part, withAttributes, withChild, withChildren } from './xml-part.js';

/** What devices are connected to while the guest runs: terminals, sockets, ports, taps. */
export function withLiveDevices(devices: readonly XmlNode[], name: string, facts: RunningFacts): readonly XmlNode[] {
  const ports = new Set(facts.portsTaken);
  const disks = devices.filter((device) => device.name === 'disk');
  const taps = devices.filter((device) => device.name === 'interface');
  return devices.map((device) => {
    switch (device.name) {
      case 'disk':
        return withOpenedImage(device, disks.length - disks.indexOf(device), facts);
      case 'interface':
        return withTap(device, taps.indexOf(device), facts.id);
      case 'serial':
      case 'console':
        return withTerminal(device, facts.id);
      case 'channel':
        return withAgentSocket(device, name, facts);
      case 'graphics':
        return withPort(device, ports);
      default:
        return device;
    }
  });
}

/** Images are numbered from the last disk to the first. */
function withOpenedImage(disk: XmlNode, index: number, facts: RunningFacts): XmlNode {
  const source = childOf(disk, 'source');
  if (source === undefined) return withEmptyDrive(disk, index, facts);
  const opened = withChild(disk, 'source', withAttributes(source, { index }));
  return childOf(disk, 'backingStore') === undefined ? withChild(opened, 'backingStore', part('backingStore')) : opened;
}

/** An empty drive has no format up to 11.3, and a number in 12.8. */
function withEmptyDrive(disk: XmlNode, index: number, { boot }: RunningFacts): XmlNode {
  if (isAtLeast(boot.libvirt.version, '12.0')) return withChild(disk, 'source', part('source', { index }));
  const driver = childOf(disk, 'driver');
  return driver === undefined ? disk : withChild(disk, 'driver', withAttributes(driver, { type: undefined }));
}

function withTap(device: XmlNode, index: number, id: number): XmlNode {
  const tapped = ['network', 'bridge', 'ethernet', 'direct'].includes(device.attributes.type ?? '');
  if (!tapped || childOf(device, 'target') !== undefined) return device;
  const dev = device.attributes.type === 'direct' ? `macvtap${id - 1 + index}` : `vnet${id - 1 + index}`;
  return withChild(device, 'target', part('target', { dev }));
}

/** One terminal for each guest: the console is the first serial port. */
function withTerminal(device: XmlNode, id: number): XmlNode {
  if (device.attributes.type !== 'pty') return device;
  const path = `/dev/pts/${id}`;
  const opened = withChild(device, 'source', part('source', { path }));
  return device.name === 'console' ? withAttributes(opened, { tty: path }) : opened;
}

/** libvirt makes the sockets of guest agents itself. Folder since 9.7; before, it was a target of the state directory. */
function withAgentSocket(device: XmlNode, name: string, { id, boot }: RunningFacts): XmlNode {
  const target = childOf(device, 'target');
  if (device.attributes.type !== 'unix' || target === undefined) return device;
  const folder = isAtLeast(boot.libvirt.version, '9.7')
    ? '/run/libvirt/qemu/channel'
    : '/var/lib/libvirt/qemu/channel/target/domain-';
  const place = folder.endsWith('-') ? `${folder}${id}-${name}` : `${folder}/${id}-${name}`;
  const source = childOf(device, 'source') ?? part('source', { mode: 'bind', path: `${place}/${target.attributes.name}` });
  const listening = withAttributes(target, { state: 'disconnected' });
  return withChild(withChild(device, 'source', source), 'target', listening);
}

/** The lowest port from 5900 that no other guest has. */
function withPort(graphics: XmlNode, ports: Set<number>): XmlNode {
  const { type = '', autoport } = graphics.attributes;
  if (!['vnc', 'spice'].includes(type) || autoport === undefined) return graphics;
  let port = Number(graphics.attributes.port ?? -1);
  if (autoport === 'yes') for (port = 5900; ports.has(port); ) port += 1;
  ports.add(port);
  const address = graphics.attributes.listen ?? '127.0.0.1';
  const listens = graphics.children.map((child) =>
    child.name === 'listen' && child.attributes.type === 'address' ? withAttributes(child, { address }) : child,
  );
  return withChildren(withAttributes(graphics, { port, listen: address }), listens);
}
