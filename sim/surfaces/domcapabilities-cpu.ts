import type { BootTruth } from '../contracts/truth.js';
import { element, writeXml, type XmlElement } from '../core/xml-writer.js';
import { contentCache } from './content-cache.js';
import { byName } from './cpu-features.js';
import { type CustomModel, customModels } from './custom-cpu-models.js';
import { enumElement } from './domcapabilities-devices.js';
import { emulatorOf } from './emulator.js';
import { type GuestCpu, guestCpuOf } from './guest-cpu.js';
import { isAtLeast } from './release.js';

/** How the host model is written out. */
export interface HostModelAsked {
  /** Every feature, the model's own included, as `--expand-cpu-features` asks (libvirt 12.2). */
  readonly expandCpuFeatures: boolean;
  /** Also features that guests could have but do not get by default, as `--supported-cpu-features` asks (libvirt 12.5). */
  readonly supportedCpuFeatures?: boolean;
  /** Features QEMU calls deprecated are disabled, as `--disable-deprecated-features` asks (libvirt 11.0). Only s390x has some. */
  readonly disableDeprecatedFeatures?: boolean;
}

/**
 * The `<cpu>` part of domain capabilities as indented text: the four modes in libvirt's order. It is by far the largest part
 * (about 60 kB with blockers), so hosts with equal guest processors share it.
 */
export function cpuText(boot: BootTruth, asked: HostModelAsked): string {
  const guest = guestCpuOf(boot);
  const limit = boot.kvm.loaded ? `${boot.cpu.physicalBits}` : 'translated';
  const { expandCpuFeatures, supportedCpuFeatures = false, disableDeprecatedFeatures = false } = asked;
  const flags = `${expandCpuFeatures} ${supportedCpuFeatures} ${disableDeprecatedFeatures}`;
  const shown = `${limit} ${flags} ${boot.libvirt.view.elements.join(' ')}`;
  return texts(`${guest.key} ${shown}`, () => writeXml(cpuElement(boot, guest, asked), '  '));
}

const texts = contentCache<string>(64);

function cpuElement(boot: BootTruth, guest: GuestCpu, asked: HostModelAsked): XmlElement {
  const models = customModels(boot, guest).flatMap((model) => modelElements(boot, model));
  return element(
    'cpu',
    {},
    hostPassthrough(boot),
    migratableMode('maximum', 'maximumMigratable', ['on', 'off']),
    element('mode', { name: 'host-model', supported: 'yes' }, ...hostModel(boot, guest, asked)),
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

function hostModel(boot: BootTruth, guest: GuestCpu, asked: HostModelAsked): readonly (XmlElement | false)[] {
  return [
    element('model', { fallback: 'forbid' }, guest.model),
    guest.vendor !== undefined && element('vendor', {}, guest.vendor),
    addressLimit(boot),
    ...hostModelFeatures(boot, guest, asked),
  ];
}

/** With KVM the guest sees the host's address width; `limit` is what /proc/cpuinfo says. */
export function addressLimit({ kvm, cpu, libvirt }: BootTruth): XmlElement | false {
  const withLimit = kvm.loaded && cpu.physicalBits > 0 && libvirt.view.elements.includes('maxphysaddr');
  return withLimit && element('maxphysaddr', { mode: 'passthrough', limit: cpu.physicalBits });
}

/** Required ones first and then what is ruled out, in a single order where libvirt sorts by name. */
function hostModelFeatures(boot: BootTruth, guest: GuestCpu, asked: HostModelAsked): readonly XmlElement[] {
  const extra = asked.supportedCpuFeatures === true ? guest.kept : [];
  const required = [...(asked.expandCpuFeatures ? guest.features : guest.beyondModel), ...extra];
  const deprecated = asked.disableDeprecatedFeatures === true ? deprecatedFeatures(boot) : [];
  const listed = [...required, ...guest.disabled];
  const byNames = asked.expandCpuFeatures || extra.length > 0 || isAtLeast(boot.libvirt.version, '12.0');
  const off = new Set([...deprecated, ...guest.disabled]);
  const policyOf = (name: string): string => (off.has(name) ? 'disable' : 'require');
  return (byNames ? listed.sort(byName) : listed).map((name) => element('feature', { policy: policyOf(name), name }));
}

/** What QEMU reports as deprecated properties, since 9.1. Source: QEMU `target/s390x/cpu_features.c` s390_get_deprecated_features. */
function deprecatedFeatures(boot: BootTruth): readonly string[] {
  if (emulatorOf(boot).architecture !== 's390x' || !isAtLeast(boot.qemu.version, '9.1')) return [];
  return ['bpb', 'csske', 'cte', 'te'];
}

function modelElements({ libvirt }: BootTruth, { name, vendor, canonical, blockers }: CustomModel): readonly XmlElement[] {
  const usable = blockers.length === 0 ? 'yes' : 'no';
  const line = element('model', { usable, vendor, canonical }, name);
  if (usable === 'yes' || !libvirt.view.elements.includes('blockers')) return [line];
  const features = blockers.map((feature) => element('feature', { name: feature }));
  return [line, element('blockers', { model: name }, ...features)];
}
