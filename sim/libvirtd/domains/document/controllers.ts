import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import type { DeviceList } from './device-list.js';
import type { DocumentFacts } from './document-facts.js';
import { attributeOf, part, withAttributes } from './xml-part.js';

/** Controllers that a machine has, and those that its devices are attached to. Source: libvirt 11.3.0 `src/qemu/qemu_postparse.c`. */
export function withControllers(devices: DeviceList, facts: DocumentFacts): void {
  devices.set(
    'controller',
    numbered(devices.of('controller')).map((controller) => withModel(controller, facts)),
  );
  if (facts.emulator.architecture === 'x86_64') addChipset(devices, facts);
  for (const [type, index] of needed(devices)) addController(devices, facts, type, index, type === 'virtio-serial' ? index : 0);
}

/** Controllers without an index take the first that is free among their type. */
function numbered(controllers: readonly XmlNode[]): readonly XmlNode[] {
  const taken = new Set(controllers.map(({ attributes }) => `${attributes.type}/${attributes.index}`));
  return controllers.map((controller) => {
    const { type, index, model } = controller.attributes;
    if (index !== undefined) return controller;
    let free = type === 'pci' && model !== 'pci-root' && model !== 'pcie-root' ? 1 : 0;
    while (taken.has(`${type}/${free}`)) free += 1;
    taken.add(`${type}/${free}`);
    return withAttributes(controller, { index: free });
  });
}

function withModel(controller: XmlNode, facts: DocumentFacts): XmlNode {
  const { type = '', model } = controller.attributes;
  const usual = model ?? usualModel(type, facts);
  return usual === undefined ? controller : withAttributes(controller, { model: usual });
}

function usualModel(type: string, { emulator }: DocumentFacts): string | undefined {
  const pc = emulator.architecture === 'x86_64';
  if (type === 'scsi') return pc ? 'lsilogic' : 'virtio-scsi';
  return type === 'usb' && pc ? 'piix3-uhci' : undefined;
}

function addChipset(devices: DeviceList, facts: DocumentFacts): void {
  const q35 = facts.chipset === 'q35';
  if (!has(devices, 'usb')) devices.add(controllerOf('usb', 0, q35 ? 'qemu-xhci' : 'piix3-uhci'));
  if (q35) addController(devices, facts, 'sata', 0);
  if (facts.chipset === 'other' || facts.chipset === 'isapc') return;
  if (!has(devices, 'pci', 0)) devices.add(controllerOf('pci', 0, q35 ? 'pcie-root' : 'pci-root'));
}

/** Types and highest numbers of the controllers that addresses name. */
function needed(devices: DeviceList): readonly (readonly [string, number])[] {
  const drives = devices.of('disk').flatMap((disk) => {
    const { type, controller = '0' } = childOf(disk, 'address')?.attributes ?? {};
    const bus = attributeOf(disk, 'target', 'bus') ?? '';
    return type === 'drive' && driveBuses.has(bus) ? [[bus, Number(controller)] as const] : [];
  });
  const ports = [...devices.of('channel'), ...devices.of('console')].flatMap((device) => {
    const { type, controller = '0' } = childOf(device, 'address')?.attributes ?? {};
    return type === 'virtio-serial' ? [['virtio-serial', Number(controller)] as const] : [];
  });
  const consoles = devices.of('console').some((device) => attributeOf(device, 'target', 'type') === 'virtio');
  return [...drives, ...ports, ...(consoles ? [['virtio-serial', 0] as const] : [])];
}

const driveBuses: ReadonlySet<string> = new Set(['ide', 'sata', 'scsi', 'fdc']);

/** Controllers up to one number, where they are missing. */
function addController(devices: DeviceList, facts: DocumentFacts, type: string, last: number, first = 0): void {
  for (let index = first; index <= last; index += 1) {
    if (!has(devices, type, index)) devices.add(controllerOf(type, index, usualModel(type, facts)));
  }
}

function has(devices: DeviceList, type: string, index?: number): boolean {
  return devices
    .of('controller')
    .some(({ attributes }) => attributes.type === type && (index === undefined || attributes.index === String(index)));
}

/** A controller that nobody asked for. */
export function controllerOf(type: string, index: number, model?: string): XmlNode {
  return part('controller', { type, index, model });
}
