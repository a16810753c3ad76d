import type { Surface } from '../contracts/surface.js';
import type { BootTruth } from '../contracts/truth.js';
import { digestOf } from '../core/json.js';
import { element, writeXml, type XmlElement } from '../core/xml-writer.js';
import { hostCpuElement } from './capabilities-cpu.js';
import { numaTopology } from './capabilities-topology.js';
import { contentCache } from './content-cache.js';
import { emulatorOf, type MachineType, machineTypes } from './emulator.js';
import { isAtLeast } from './release.js';
import { textFile } from './surface-file.js';

/**
 * What `virsh capabilities` printed on the host. It has the machine types, the TSC and the host CPU, and nothing about SEV or TDX.
 * Source: kubevirt `cmd/virt-launcher/node-labeller/node-labeller.sh`.
 */
export const capabilities: Surface = {
  id: 'capabilities',
  about: 'Host capabilities as libvirt formats them, saved by KubeVirt’s node-labeller script.',
  changes: 'boot',
  files: ({ boot }) => [
    textFile('/var/lib/kubevirt-node-labeller/capabilities.xml', 0o644, () => `${capabilitiesDocument(boot)}\n`),
  ],
};

/**
 * The host-capabilities document. Source: libvirt `src/conf/capabilities.c`, whose blank lines around the parts are kept.
 *
 * @param hostId UUID of the host; default: one that follows from its description.
 */
export function capabilitiesDocument(boot: BootTruth, hostId = hostUuid(boot.key)): string {
  const uuid = writeXml(element('uuid', {}, hostId), '    ');
  return `<capabilities>\n\n  <host>\n${uuid}${afterUuid(boot)}</capabilities>\n`;
}

/** Everything but the host's own UUID is shared by hosts of one machine and one set of versions. */
function afterUuid(boot: BootTruth): string {
  const { cpu, qemu, libvirt, kvm, memoryBytes } = boot;
  const versions = `${qemu.version} ${libvirt.version} ${kvm.loaded} ${memoryBytes}`;
  const processor = `${cpu.modelName} ${cpu.libvirtModel} ${cpu.model} ${cpu.stepping} ${cpu.microcode} ${cpu.tscHz} ${cpu.physicalBits}`;
  const shape = `${cpu.sockets} ${cpu.coresPerSocket} ${cpu.threadsPerCore} ${cpu.flags.join(' ')}`;
  return texts(`${versions} ${processor} ${shape}`, () => `${hostText(boot)}  </host>\n\n${guestsText(boot)}`);
}

const texts = contentCache<string>(16);

/** A UUID (version 4, variant 1) that every boot of the same description shows again. */
function hostUuid(key: string): string {
  const digits = digestOf({ hostUuid: key }, 32);
  const variant = '89ab'[Number.parseInt(digits.slice(16, 17), 16) % 4];
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `${variant}${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20)].join('-');
}

function hostText(boot: BootTruth): string {
  const before = [
    hostCpuElement(boot),
    element('power_management', {}),
    element('iommu', { support: 'yes' }),
    element('migration_features', {}, element('live'), transports(['tcp', 'rdma'])),
  ];
  const after = [securityModel('none'), securityModel('dac', '+107:+107')];
  const written = (parts: readonly XmlElement[]): string => parts.map((part) => writeXml(part, '    ')).join('');
  return `${written(before)}${topologyText(boot)}${written(after)}`;
}

/** Hundreds of lines that hosts of one shape share, whatever their processors can do. */
function topologyText(boot: BootTruth): string {
  const { sockets, coresPerSocket, threadsPerCore, vendorId } = boot.cpu;
  const shape = `${sockets} ${coresPerSocket} ${threadsPerCore} ${vendorId} ${boot.memoryBytes} ${boot.libvirt.version}`;
  return topologies(shape, () => writeXml(numaTopology(boot), '    '));
}

const topologies = contentCache<string>(64);

/** What the emulators of one version can run, on any processor of an architecture. */
function guestsText(boot: BootTruth): string {
  const software = `${emulatorOf(boot).architecture} ${boot.qemu.version} ${boot.libvirt.version} ${boot.kvm.loaded}`;
  return guestTexts(software, () =>
    guestElements(boot)
      .map((guest) => `${writeXml(guest, '  ')}\n`)
      .join(''),
  );
}

const guestTexts = contentCache<string>(64);

function transports(names: readonly string[]): XmlElement {
  return element('uri_transports', {}, ...names.map((name) => element('uri_transport', {}, name)));
}

/** 107 is the qemu user of KubeVirt's launcher image. */
function securityModel(model: string, owner?: string): XmlElement {
  const labels = owner === undefined ? [] : ['kvm', 'qemu'].map((type) => element('baselabel', { type }, owner));
  return element('secmodel', {}, element('model', {}, model), element('doi', {}, 0), ...labels);
}

function guestElements(boot: BootTruth): readonly XmlElement[] {
  const emulator = emulatorOf(boot);
  const machines = machineTypes(emulator, boot.qemu.version).flatMap(machineElements);
  const domains = (boot.kvm.loaded ? ['qemu', 'kvm'] : ['qemu']).map((type) => element('domain', { type }));
  return emulator.guests.map(({ name, wordsize, pae }) => {
    const path = element('emulator', {}, emulator.path);
    const arch = element('arch', { name }, element('wordsize', {}, wordsize), path, ...machines, ...domains);
    return element('guest', {}, element('os_type', {}, 'hvm'), arch, guestFeatures(boot, pae));
  });
}

function machineElements({ name, alias, maxVcpus, deprecated }: MachineType): readonly XmlElement[] {
  const attributes = { maxCpus: maxVcpus, deprecated: deprecated ? 'yes' : undefined };
  const plain = element('machine', attributes, name);
  return alias === undefined ? [plain] : [plain, element('machine', { canonical: name, ...attributes }, alias)];
}

function guestFeatures(boot: BootTruth, pae: boolean): XmlElement {
  const onX86 = emulatorOf(boot).architecture === 'x86_64';
  return element(
    'features',
    {},
    pae && element('pae'),
    pae && element('nonpae'),
    onX86 && element('acpi', { default: 'on', toggle: 'yes' }),
    onX86 && element('apic', { default: 'on', toggle: 'no' }),
    element('cpuselection'),
    element('deviceboot'),
    element('disksnapshot', { default: 'on', toggle: 'no' }),
    isAtLeast(boot.libvirt.version, '9.9') && element('externalSnapshot'),
  );
}
