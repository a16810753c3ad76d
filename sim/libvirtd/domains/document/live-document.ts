import type { BootTruth } from '../../../contracts/truth.js';
import { childOf, childrenOf, type XmlNode } from '../../../core/xml-reader.js';
import { type Definition, definitionOf } from '../definition.js';
import { withAliases } from './device-aliases.js';
import { deviceInOrder, inLibvirtsOrder } from './libvirt-order.js';
import { withLiveDevices } from './live-devices.js';
import type { RunningFacts } from './running-facts.js';
import { withPartition } from './shown-document.js';
import { part, withAttributes, withChild, withChildren } from './xml-part.js';

/**
 * The definition of a guest that runs: names of its devices, what they are connected to, whom it runs as, and what its launch
 * security was started with. Source: libvirt 11.3.0 `src/qemu/qemu_process.c` `qemuProcessPrepareDomain`; outputs of 9.0.0 to 12.8.0.
 */
export function liveDefinition({ root }: Definition, facts: RunningFacts): Definition {
  const devices = childOf(root, 'devices') ?? part('devices');
  const live = withLiveDevices(
    withAliases(devices.children, facts.boot.libvirt.version),
    childOf(root, 'name')?.text ?? '',
    facts,
  ).map(deviceInOrder);
  const whole = withPartition(withChild(root, 'devices', withChildren(devices, live)));
  const expanded = withExpandedCpu(whole);
  const owned = childrenOf(expanded, 'seclabel').length > 0 ? expanded : withChild(expanded, 'seclabel', processOwner);
  return definitionOf(inLibvirtsOrder(withPlatformBits(owned, facts.boot)));
}

/** What KVM makes of QEMU's own model on hardware that has all of it. Source: outputs of 9.0.0 to 12.8.0. */
function withExpandedCpu(root: XmlNode): XmlNode {
  const cpu = childOf(root, 'cpu');
  const usual =
    root.attributes.type === 'kvm' && childOf(cpu, 'model')?.text === 'qemu64' && childrenOf(cpu, 'feature').length === 0;
  if (cpu === undefined || !usual) return root;
  const feature = (policy: string, name: string): XmlNode => part('feature', { policy, name });
  const features = [...['x2apic', 'hypervisor', 'lahf_lm'].map((name) => feature('require', name)), feature('disable', 'svm')];
  return withChild(root, 'cpu', withChildren(withAttributes(cpu, { check: 'full' }), [...cpu.children, ...features]));
}

/** The `qemu` user of the host's packages, as its capabilities say. */
const owner = '+107:+107';
const processOwner = part('seclabel', { type: 'dynamic', model: 'dac', relabel: 'yes' }, [
  part('label', {}, owner),
  part('imagelabel', {}, owner),
]);

/** SEV guests are told where the encryption bit is; libvirt fills in what the document left out. */
function withPlatformBits(root: XmlNode, { qemu }: BootTruth): XmlNode {
  const element = childOf(root, 'launchSecurity');
  const sev = ['sev', 'sev-snp'].includes(element?.attributes.type ?? '');
  if (element === undefined || !sev || !qemu.sevCapabilities.available) return root;
  const { cbitpos, reducedPhysBits } = qemu.sevCapabilities;
  const position = childOf(element, 'cbitpos') ?? part('cbitpos', {}, String(cbitpos));
  const reduced = childOf(element, 'reducedPhysBits') ?? part('reducedPhysBits', {}, String(reducedPhysBits));
  return withChild(root, 'launchSecurity', withChild(withChild(element, 'cbitpos', position), 'reducedPhysBits', reduced));
}
