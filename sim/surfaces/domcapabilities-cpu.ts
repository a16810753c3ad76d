import type { BootTruth } from '../contracts/truth.js';
import { element, writeXml, type XmlElement } from '../core/xml-writer.js';
import { contentCache } from './content-cache.js';
import { byName } from './cpu-features.js';
import { type CustomModel, customModels } from './custom-cpu-models.js';
import { enumElement } from './domcapabilities-devices.js';
import { emulatorOf } from './emulator.js';
import { type GuestCpu, guestCpuOf } from './guest-cpu.js';

/**
 * The `<cpu>` part of domain capabilities as indented text: the four modes in libvirt's order. It is by far the largest part
 * (about 60 kB with blockers), so hosts with equal guest processors share it.
 *
 * @param expanded every feature of the host model is written out, as `--expand-cpu-features` asks (libvirt 12.2).
 */
export function cpuText(boot: BootTruth, expanded: boolean): string {
  const guest = guestCpuOf(boot);
  const limit = boot.kvm.loaded ? `${boot.cpu.physicalBits}` : 'translated';
  const shown = `${limit} ${expanded} ${boot.libvirt.view.elements.join(' ')}`;
  return texts(`${guest.key} ${shown}`, () => writeXml(cpuElement(boot, guest, expanded), '  '));
}

const texts = contentCache<string>(64);

function cpuElement(boot: BootTruth, guest: GuestCpu, expanded: boolean): XmlElement {
  const models = customModels(boot, guest).flatMap((model) => modelElements(boot, model));
  return element(
    'cpu',
    {},
    hostPassthrough(boot),
    migratableMode('maximum', 'maximumMigratable', ['on', 'off']),
    element('mode', { name: 'host-model', supported: 'yes' }, ...hostModel(boot, guest, expanded)),
    element('mode', { name: 'custom', supported: 'yes' }, ...models),
  );
}

/** Needs KVM; on s390x QEMU cannot mark what would not migrate. */
function hostPassthrough(boot: BootTruth): XmlElement {
  if (!boot.kvm.loaded) return element('mode', { name: 'host-passthrough', supported: 'no' });
  const choices = emulatorOf(boot).architecture === 'x86_64' ? ['on', 'off'] : ['off'];
  return migratableMode('host-passthrough', 'hostPassthroughMigratable', choices);
}

function migratableMode(name: string, enumName: string, choices: readonly string[]): XmlElement {
  return element('mode', { name, supported: 'yes' }, enumElement(enumName, choices));
}

/** With KVM the guest sees the host's address width; `limit` is what /proc/cpuinfo says. */
function hostModel({ kvm, cpu, libvirt }: BootTruth, guest: GuestCpu, expanded: boolean): readonly (XmlElement | false)[] {
  const withLimit = kvm.loaded && cpu.physicalBits > 0 && libvirt.view.elements.includes('maxphysaddr');
  const features = expanded ? [...guest.features].sort(byName) : guest.beyondModel;
  return [
    element('model', { fallback: 'forbid' }, guest.model),
    guest.vendor !== undefined && element('vendor', {}, guest.vendor),
    withLimit && element('maxphysaddr', { mode: 'passthrough', limit: cpu.physicalBits }),
    ...features.map((name) => element('feature', { policy: 'require', name })),
  ];
}

function modelElements({ libvirt }: BootTruth, { name, vendor, canonical, blockers }: CustomModel): readonly XmlElement[] {
  const usable = blockers.length === 0 ? 'yes' : 'no';
  const line = element('model', { usable, vendor, canonical }, name);
  if (usable === 'yes' || !libvirt.view.elements.includes('blockers')) return [line];
  const features = blockers.map((feature) => element('feature', { name: feature }));
  return [line, element('blockers', { model: name }, ...features)];
}
