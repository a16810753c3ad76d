import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import { controllerOf } from './controllers.js';
import type { DeviceList } from './device-list.js';
import type { DocumentFacts } from './document-facts.js';
import { PciBuses, type PciPlace } from './pci-buses.js';
import { pciNeedOf } from './pci-needs.js';
import { withDefaults } from './top-level.js';
import { part, withAttributes, withChild } from './xml-part.js';

/**
 * PCI addresses for the devices that have none. It takes two rounds, as in libvirt: the first finds out which controllers are missing,
 * the second gives everything its place, controllers first.
 * Source: libvirt 11.3.0 `src/qemu/qemu_domain_address.c` `qemuDomainAssignPCIAddresses`.
 */
export function withPciAddresses(devices: DeviceList, facts: DocumentFacts): void {
  for (const kind of devices.kinds()) devices.change(kind, withWrittenAddress);
  if (facts.chipset !== 'q35' && facts.chipset !== 'i440fx') return;
  placeChipset(devices, facts);
  addMissingControllers(devices, facts);
  placeAll(devices, facts, busesOf(devices, facts), true);
  devices.set(
    'controller',
    inGroups(
      devices
        .of('controller')
        .map(withPortNumbers)
        .map((each, _, all) => withSharedSlot(each, all)),
    ),
  );
}

/** Devices that a chipset has at fixed places. */
function placeChipset(devices: DeviceList, { chipset }: DocumentFacts): void {
  const fixed = (type: string, slot: number, number: number) => (device: XmlNode) => {
    const first = device.attributes.type === type && device.attributes.index === '0' && !childOf(device, 'address');
    return first ? at(device, { bus: 0, slot, function: number }) : device;
  };
  if (chipset === 'q35') return devices.change('controller', fixed('sata', 0x1f, 2));
  devices.change('controller', fixed('ide', 1, 1));
  devices.change('controller', (device) => (device.attributes.model === 'piix3-uhci' ? fixed('usb', 1, 2)(device) : device));
}

/** A spare port is added for guests whose PCI was left to libvirt. */
function addMissingControllers(devices: DeviceList, facts: DocumentFacts): void {
  const buses = busesOf(devices, facts);
  const before = buses.count;
  placeFixed(devices, facts, buses);
  if (facts.chipset === 'i440fx') buses.next('conventional');
  placeAll(devices, facts, buses, false);
  if (before <= 1 && buses.count > before && facts.chipset === 'q35') buses.next('express');
  for (let index = before; index < buses.count; index += 1) {
    const model = buses.modelOf(index) ?? '';
    if (model === 'pcie-to-pci-bridge') buses.next('express');
    devices.add(controllerOf('pci', index, model));
  }
}

/** Buses of the controllers that are there, with the places that are taken. */
function busesOf(devices: DeviceList, facts: DocumentFacts): PciBuses {
  const buses = new PciBuses();
  for (const { attributes } of devices.of('controller')) {
    if (attributes.type === 'pci') buses.open(Number(attributes.index), attributes.model ?? 'pci-root');
  }
  for (const device of devices.all()) {
    const address = childOf(device, 'address')?.attributes;
    if (address?.type === 'pci') buses.take(placeOf(address), device.attributes.model === 'pcie-root-port');
  }
  reserveChipset(buses, facts);
  return buses;
}

/** The bridges that are always there. */
function reserveChipset(buses: PciBuses, { chipset }: DocumentFacts): void {
  if (chipset === 'q35') {
    buses.take({ bus: 0, slot: 0x1f, function: 0 });
    buses.take({ bus: 0, slot: 0x1f, function: 3 });
    return;
  }
  buses.take({ bus: 0, slot: 1, function: 0 });
}

/** Kinds in the order their devices are placed; the first screen is there already. */
const placed: readonly string[] =
  `filesystem interface sound controller disk hostdev memballoon rng watchdog video shmem input iommu vsock
  memory crypto panic`.split(/\s+/);

/** Finds a place for everything that wants one; `forGood` writes it down. */
function placeAll(devices: DeviceList, facts: DocumentFacts, buses: PciBuses, forGood: boolean): void {
  const place = (kind: string, wanted: (device: XmlNode) => boolean): void => {
    const changed = devices.of(kind).map((device) => {
      const need = wanted(device) ? pciNeedOf(device, facts) : undefined;
      return need === undefined ? device : at(device, buses.next(need));
    });
    if (forGood) devices.set(kind, changed);
  };
  place('controller', isPciController);
  for (const kind of placed) place(kind, (device) => kind !== 'controller' || !isPciController(device));
}

function isPciController({ attributes }: XmlNode): boolean {
  return attributes.type === 'pci';
}

/** The first screen and the sound of the chipset have places of their own, unless somebody is there. */
function placeFixed(devices: DeviceList, facts: DocumentFacts, buses: PciBuses): void {
  const q35 = facts.chipset === 'q35';
  const screen = { bus: 0, slot: q35 ? 1 : 2, function: 0 };
  const fixed = (place: PciPlace, wanted: (device: XmlNode, index: number) => boolean) => (device: XmlNode, index: number) => {
    if (!wanted(device, index) || pciNeedOf(device, facts) === undefined || buses.inUse(place)) return device;
    buses.take(place);
    return at(device, place);
  };
  devices.change(
    'video',
    fixed(screen, (_, index) => index === 0),
  );
  if (q35)
    devices.change(
      'sound',
      fixed({ bus: 0, slot: 0x1b, function: 0 }, ({ attributes }) => attributes.model === 'ich9'),
    );
}

function placeOf(address: XmlNode['attributes']): PciPlace {
  return { bus: Number(address.bus ?? 0), slot: Number(address.slot ?? 0), function: Number(address.function ?? 0) };
}

function at(device: XmlNode, { bus, slot, function: number }: PciPlace): XmlNode {
  const attributes = { type: 'pci', domain: '0x0000', bus: hex(bus), slot: hex(slot), function: `0x${number}` };
  return withChild(device, 'address', part('address', attributes));
}

/** An address that is given, in libvirt's digits. */
function withWrittenAddress(device: XmlNode): XmlNode {
  const address = childOf(device, 'address');
  if (address?.attributes.type !== 'pci' || address.attributes.slot === undefined) return device;
  const { domain = '0', bus = '0', slot, function: number = '0' } = address.attributes;
  const digits = {
    domain: `0x${Number(domain).toString(16).padStart(4, '0')}`,
    bus: hex(Number(bus)),
    slot: hex(Number(slot)),
    function: `0x${Number(number)}`,
  };
  return withChild(device, 'address', withAttributes(address, digits));
}

function hex(number: number): string {
  return `0x${number.toString(16).padStart(2, '0')}`;
}

/** What QEMU calls the device, and the numbers of a port. */
function withPortNumbers(controller: XmlNode): XmlNode {
  const { type, model = '', index = '' } = controller.attributes;
  const name = type === 'pci' ? pciModelNames[model] : undefined;
  if (name === undefined) return controller;
  const named = withChild(controller, 'model', childOf(controller, 'model') ?? part('model', { name }));
  if (model === 'pci-bridge') return withTarget(named, { chassisNr: index });
  if (model !== 'pcie-root-port') return named;
  const { slot, function: number } = placeOf(childOf(controller, 'address')?.attributes ?? {});
  return withTarget(named, { chassis: index, port: `0x${(slot * 8 + number).toString(16)}` });
}

const pciModelNames: Readonly<Record<string, string>> = {
  'pcie-root-port': 'pcie-root-port',
  'pcie-to-pci-bridge': 'pcie-pci-bridge',
  'pci-bridge': 'pci-bridge',
  'dmi-to-pci-bridge': 'i82801b11-bridge',
};

function withTarget(controller: XmlNode, numbers: Readonly<Record<string, string>>): XmlNode {
  return withChild(controller, 'target', withDefaults(childOf(controller, 'target') ?? part('target'), numbers));
}

/** Function 0 of a slot with several functions says so. */
function withSharedSlot(controller: XmlNode, all: readonly XmlNode[]): XmlNode {
  const address = childOf(controller, 'address');
  if (address?.attributes.type !== 'pci' || address.attributes.function !== '0x0') return controller;
  const { bus, slot } = address.attributes;
  const others = all.filter((other) => {
    const theirs = childOf(other, 'address')?.attributes;
    return theirs?.type === 'pci' && theirs.bus === bus && theirs.slot === slot;
  });
  return others.length < 2 ? controller : withChild(controller, 'address', withAttributes(address, { multifunction: 'on' }));
}

/** Controllers of one type stand together by number, types in the order they came. */
function inGroups(controllers: readonly XmlNode[]): readonly XmlNode[] {
  const types = [...new Set(controllers.map(({ attributes }) => attributes.type))];
  return types.flatMap((type) =>
    controllers
      .filter(({ attributes }) => attributes.type === type)
      .sort((one, other) => Number(one.attributes.index) - Number(other.attributes.index)),
  );
}
