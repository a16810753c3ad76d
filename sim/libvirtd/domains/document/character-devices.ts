import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import type { DeviceList } from './device-list.js';
import { attributeOf, part, withAttributes, withChild, withChildren } from './xml-part.js';

/**
 * Serial ports, the console that the first of them is as well, and channels with ports of the virtio serial bus.
 * Source: libvirt 11.3.0 `src/conf/domain_postparse.c` `virDomainDefAddConsoleCompat`.
 */
export function withCharacterDevices(devices: DeviceList): void {
  const [console] = devices.of('console');
  if (console !== undefined && isSerial(console) && devices.of('serial').length === 0) devices.add(asSerial(console));
  devices.change('serial', withSerialTarget);
  const [serial] = devices.of('serial');
  if (serial !== undefined)
    devices.set('console', [asConsole(serial), ...devices.of('console').filter((each) => !isSerial(each))]);
  devices.change('console', withConsoleTarget);
  devices.change('channel', withoutEmptySource);
  withSerialBusPorts(devices);
}

function isSerial(console: XmlNode): boolean {
  return (attributeOf(console, 'target', 'type') ?? 'serial') === 'serial';
}

function asSerial(console: XmlNode): XmlNode {
  const children = console.children.filter(({ name }) => name !== 'target');
  return withChildren({ ...console, name: 'serial' }, children);
}

/** The kind of port says which device emulates it. */
function withSerialTarget(serial: XmlNode, index: number): XmlNode {
  const target = childOf(serial, 'target') ?? part('target');
  const type = target.attributes.type ?? 'isa-serial';
  const model = childOf(target, 'model') ?? part('model', { name: serialModels[type] ?? type });
  const port = target.attributes.port ?? String(index);
  return withChild(typed(serial), 'target', part('target', { type, port }, [model]));
}

const serialModels: Readonly<Record<string, string>> = {
  'isa-serial': 'isa-serial',
  'usb-serial': 'usb-serial',
  'pci-serial': 'pci-serial',
  'sclp-serial': 'sclpconsole',
};

function asConsole(serial: XmlNode): XmlNode {
  const target = part('target', { type: 'serial', port: attributeOf(serial, 'target', 'port') });
  const children = serial.children.filter(({ name }) => name !== 'target' && name !== 'address');
  return withChildren({ ...serial, name: 'console' }, [...children, target]);
}

function withConsoleTarget(console: XmlNode, index: number): XmlNode {
  const target = childOf(console, 'target') ?? part('target');
  const { type = 'serial', port = String(index) } = target.attributes;
  return withChild(typed(console), 'target', part('target', { type, port }));
}

/** A socket without a path is one that libvirt makes itself. */
function withoutEmptySource(channel: XmlNode): XmlNode {
  const source = childOf(channel, 'source');
  const made = channel.attributes.type === 'unix' && source !== undefined && source.attributes.path === undefined;
  return made ? withChild(channel, 'source', undefined) : channel;
}

function typed(device: XmlNode): XmlNode {
  return device.attributes.type === undefined ? withAttributes(device, { type: 'pty' }) : device;
}

/** Channels without an address are put on the first bus, from port 1: port 0 is for consoles. */
function withSerialBusPorts(devices: DeviceList): void {
  const taken = new Set(devices.of('channel').flatMap(portTaken));
  devices.change('channel', (device) => {
    const wanting = attributeOf(device, 'target', 'type') === 'virtio' && childOf(device, 'address') === undefined;
    return wanting ? withPort(device, nextPort(taken)) : device;
  });
}

function portTaken(device: XmlNode): readonly string[] {
  const { type, controller = '0', port } = childOf(device, 'address')?.attributes ?? {};
  return type === 'virtio-serial' && port !== undefined ? [`${controller}/${port}`] : [];
}

function nextPort(taken: Set<string>): number {
  let port = 1;
  while (taken.has(`0/${port}`)) port += 1;
  taken.add(`0/${port}`);
  return port;
}

function withPort(device: XmlNode, port: number): XmlNode {
  return withChild(device, 'address', part('address', { type: 'virtio-serial', controller: 0, bus: 0, port }));
}
