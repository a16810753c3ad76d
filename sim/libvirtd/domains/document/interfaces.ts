import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import type { DeviceList } from './device-list.js';
import { type DocumentFacts, madeMac } from './document-facts.js';
import { part, withAttributes, withChild } from './xml-part.js';

/** Network interfaces with a MAC address and, but for passed-through devices, a model. */
export function withInterfaces(devices: DeviceList, { seed, emulator }: DocumentFacts, name: string): void {
  const usual = emulator.architecture === 's390x' ? 'virtio' : 'rtl8139';
  devices.change('interface', (device, index) => withModel(withMac(device, `${seed}/${name}/${index}`), usual));
}

function withMac(device: XmlNode, seed: string): XmlNode {
  const address = childOf(device, 'mac')?.attributes.address;
  if (address === undefined) return withChild(device, 'mac', part('mac', { address: madeMac(seed) }));
  return withChild(device, 'mac', withAttributes(childOf(device, 'mac') ?? part('mac'), { address: address.toLowerCase() }));
}

function withModel(device: XmlNode, usual: string): XmlNode {
  const without = ['hostdev', 'vdpa'].includes(device.attributes.type ?? '');
  if (without || childOf(device, 'model') !== undefined) return device;
  return withChild(device, 'model', part('model', { type: usual }));
}
