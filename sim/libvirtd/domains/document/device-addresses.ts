import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import type { DeviceList } from './device-list.js';
import { part, withChild } from './xml-part.js';

/** Ports of the USB bus for the devices on it, in libvirt's order. Source: libvirt 11.3.0 `src/qemu/qemu_domain_address.c`. */
export function withDeviceAddresses(devices: DeviceList): void {
  const taken = new Set(devices.all().flatMap(portTaken));
  for (const kind of ['disk', 'input', 'hostdev', 'redirdev', 'hub', 'sound', 'smartcard']) {
    devices.change(kind, (device) => (wantsUsb(device) ? withPort(device, nextPort(taken)) : device));
  }
}

function portTaken(device: XmlNode): readonly string[] {
  const { type, bus = '0', port } = childOf(device, 'address')?.attributes ?? {};
  return type === 'usb' && port !== undefined ? [`${bus}/${port}`] : [];
}

function wantsUsb(device: XmlNode): boolean {
  if (childOf(device, 'address') !== undefined) return false;
  switch (device.name) {
    case 'disk':
      return childOf(device, 'target')?.attributes.bus === 'usb';
    case 'input':
      return device.attributes.bus === 'usb';
    case 'hostdev':
      return device.attributes.type === 'usb';
    case 'redirdev':
      return (device.attributes.bus ?? 'usb') === 'usb';
    case 'hub':
      return true;
    case 'sound':
      return device.attributes.model === 'usb';
    default:
      return false;
  }
}

function nextPort(taken: Set<string>): number {
  let port = 1;
  while (taken.has(`0/${port}`)) port += 1;
  taken.add(`0/${port}`);
  return port;
}

function withPort(device: XmlNode, port: number): XmlNode {
  return withChild(device, 'address', part('address', { type: 'usb', bus: 0, port }));
}
