import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import type { DeviceList } from './device-list.js';
import { type DocumentFacts, libvirtIsAtLeast } from './document-facts.js';
import { withDefaults } from './top-level.js';
import { part, withAttributes, withChild, withChildren } from './xml-part.js';

/**
 * Devices a guest has without being asked for: keyboard and mouse, a screen for its display, a sound backend, the watchdog of q35, a
 * balloon. And what is left out of those that were asked for.
 * Source: libvirt 11.3.0 `src/qemu/qemu_postparse.c`; outputs of 9.0.0, 11.3.0 and 12.8.0.
 */
export function withImplicitDevices(devices: DeviceList, facts: DocumentFacts): void {
  const pc = facts.emulator.architecture === 'x86_64';
  withInputs(devices, pc);
  devices.change('graphics', withListen);
  withVideo(devices, facts);
  if (devices.of('audio').length === 0) devices.set('audio', [audioFor(devices.of('graphics'))]);
  withWatchdogs(devices, facts);
  if (devices.of('memballoon').length === 0) devices.add(part('memballoon', { model: 'virtio' }));
  devices.change('rng', withRandomSource);
  devices.change('hostdev', (device) => (device.attributes.mode === 'subsystem' ? withManaged(device) : device));
  devices.change('vsock', withGuestId);
}

function withInputs(devices: DeviceList, pc: boolean): void {
  devices.change('input', (input) =>
    withDefaults(input, { bus: ['mouse', 'keyboard'].includes(input.attributes.type ?? '') && pc ? 'ps2' : 'usb' }),
  );
  if (!pc) return;
  for (const type of ['mouse', 'keyboard']) {
    const there = devices.of('input').some(({ attributes }) => attributes.type === type && attributes.bus === 'ps2');
    if (!there) devices.add(part('input', { type, bus: 'ps2' }));
  }
}

/** Displays that listen: the port is chosen at start unless it is given, on the host's usual address. */
function withListen(graphics: XmlNode): XmlNode {
  const { type = '', port = '-1', listen } = graphics.attributes;
  if (!['vnc', 'spice', 'rdp'].includes(type)) return graphics;
  if (isForFiles(graphics)) return withChild(graphics, 'listen', childOf(graphics, 'listen') ?? part('listen', { type: 'none' }));
  const chosen = port === '-1' || port === '0' || graphics.attributes.autoport === 'yes';
  const socket =
    ['socket', 'none'].includes(childOf(graphics, 'listen')?.attributes.type ?? '') || graphics.attributes.socket !== undefined;
  const ports = socket ? {} : { port: chosen ? '-1' : port, autoport: chosen ? 'yes' : 'no' };
  const address = childOf(graphics, 'listen')?.attributes.address ?? listen;
  const spice = type === 'spice' && chosen ? { port: undefined } : {};
  const whole = withAttributes(graphics, { ...ports, ...spice, ...(address === undefined ? {} : { listen: address }) });
  if (childOf(whole, 'listen') !== undefined) return whole;
  return withChildren(whole, [part('listen', { type: 'address', address }), ...whole.children]);
}

/** A SPICE display that is told no port listens nowhere: clients get it as an open file. */
function isForFiles({ attributes, children }: XmlNode): boolean {
  const told = ['port', 'tlsPort', 'autoport', 'listen', 'socket'].some((name) => attributes[name] !== undefined);
  return attributes.type === 'spice' && !told && !children.some(({ name }) => name === 'listen');
}

/** A display without a screen gets the default one. */
function withVideo(devices: DeviceList, facts: DocumentFacts): void {
  const usual = facts.emulator.architecture === 'x86_64' ? 'cirrus' : 'virtio';
  const shown = devices.of('graphics').length > 0;
  if (shown && devices.of('video').length === 0) devices.add(part('video', {}, [part('model', { type: usual })]));
  devices.change('video', (video, index) => {
    const model = childOf(video, 'model') ?? part('model', { type: usual });
    return withChild(video, 'model', withDefaults(model, videoDefaults(model.attributes.type ?? '', index === 0, facts)));
  });
}

/** The device of a virtio screen is written down since 12 (11.3 lacks it, 12.8 has it). */
function videoDefaults(type: string, first: boolean, facts: DocumentFacts): Readonly<Record<string, string>> {
  if (type === 'none') return {};
  const pc = facts.emulator.architecture === 'x86_64';
  const device = type === 'virtio' && pc && first && libvirtIsAtLeast(facts, '12.0') ? { device: 'virtio-vga' } : {};
  return { ...videoMemory[type], heads: '1', ...(first ? { primary: 'yes' } : {}), ...device };
}

/** KiB. Source: libvirt 11.3.0 `src/conf/domain_conf.c` `virDomainVideoDefaultRAM`. */
const videoMemory: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vga: { vram: '16384' },
  cirrus: { vram: '16384' },
  vmvga: { vram: '16384' },
  bochs: { vram: '16384' },
  qxl: { ram: '65536', vram: '65536', vgamem: '16384' },
};

function audioFor(graphics: readonly XmlNode[]): XmlNode {
  const type = graphics.map((each) => each.attributes.type ?? '').find((each) => ['spice', 'sdl'].includes(each)) ?? 'none';
  return part('audio', { id: '1', type });
}

/** The TCO watchdog that q35 has anyway is written down since 9.1. */
function withWatchdogs(devices: DeviceList, facts: DocumentFacts): void {
  devices.change('watchdog', (watchdog) => withDefaults(watchdog, { action: 'reset' }));
  const there = devices.of('watchdog').some(({ attributes }) => attributes.model === 'itco');
  if (facts.chipset !== 'q35' || there || !libvirtIsAtLeast(facts, '9.1')) return;
  devices.add(part('watchdog', { model: 'itco', action: 'reset' }));
}

function withRandomSource(rng: XmlNode): XmlNode {
  const backend = childOf(rng, 'backend');
  const named = backend?.attributes.model === 'random' && backend.text.trim() === '';
  return named ? withChild(rng, 'backend', part('backend', { model: 'random' }, '/dev/urandom')) : rng;
}

function withManaged(hostdev: XmlNode): XmlNode {
  return withDefaults(hostdev, hostdev.attributes.type === 'mdev' ? {} : { managed: 'no' });
}

function withGuestId(vsock: XmlNode): XmlNode {
  const id = childOf(vsock, 'cid') ?? part('cid', { auto: 'yes' });
  return withChild(withDefaults(vsock, { model: 'virtio' }), 'cid', part('cid', { auto: 'no', ...id.attributes }));
}
