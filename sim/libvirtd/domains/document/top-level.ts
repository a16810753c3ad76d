import { done, type Outcome } from '../../../core/outcome.js';
import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import { type DocumentFacts, libvirtIsAtLeast } from './document-facts.js';
import { type DocumentProblem, problem } from './document-problem.js';
import { kibOf } from './scaled-size.js';
import { attributeOf, part, textOf, withAttributes, withChild, withChildren } from './xml-part.js';

/**
 * Everything of a document but devices and launch security, with libvirt's defaults: memory in KiB, one vCPU, the CPU model QEMU takes,
 * clock, and what happens when the guest ends. Source: libvirt 11.3.0 `src/conf/domain_conf.c`, `src/conf/domain_postparse.c`; outputs
 * of 9.0.0, 11.3.0 and 12.8.0.
 */
export function withTopLevelDefaults(root: XmlNode, facts: DocumentFacts): Outcome<XmlNode, DocumentProblem> {
  const memory = withMemory(root);
  if (!memory.ok) return memory;
  const vcpus = withVcpus(memory.value, facts);
  if (!vcpus.ok) return vcpus;
  const wrong = unknownWord(root);
  return wrong ?? withLifecycle(withClock(withCpu(withOs(withTunedSizes(vcpus.value), facts), facts)));
}

/** Words that libvirt has a list of. */
function unknownWord(root: XmlNode): ReturnType<typeof problem> | undefined {
  const mode = attributeOf(root, 'cpu', 'mode') ?? 'custom';
  if (!cpuModes.includes(mode)) return problem('unsupported', `Invalid mode attribute '${mode}'`, 'cpu');
  const offset = attributeOf(root, 'clock', 'offset') ?? 'utc';
  return clockOffsets.includes(offset) ? undefined : problem('unsupported', `unknown clock offset '${offset}'`);
}

const cpuModes: readonly string[] = ['custom', 'host-model', 'host-passthrough', 'maximum'];
const clockOffsets: readonly string[] = ['utc', 'localtime', 'variable', 'timezone', 'absolute'];

function withMemory(root: XmlNode): Outcome<XmlNode, DocumentProblem> {
  const memory = sizeElement(root, 'memory');
  if (!memory.ok) return memory;
  const size = memory.value ?? numaMemory(root);
  if (size === undefined || size.text === '0') {
    return problem('xml', 'Memory size must be specified via <memory> or in the <numa> configuration');
  }
  const current = sizeElement(root, 'currentMemory');
  if (!current.ok) return current;
  const most = sizeElement(root, 'maxMemory');
  if (!most.ok) return most;
  const asked = current.value;
  const now = asked === undefined || BigInt(asked.text) > BigInt(size.text) || asked.text === '0' ? size : asked;
  const balloon = part('currentMemory', { unit: 'KiB' }, now.text);
  return done(withChild(withChild(withChild(root, 'maxMemory', most.value), 'memory', size), 'currentMemory', balloon));
}

/** A size that was written, in KiB. */
function sizeElement(root: XmlNode, name: string): Outcome<XmlNode | undefined, DocumentProblem> {
  const node = childOf(root, name);
  if (node === undefined) return done(undefined);
  const kib = kibOf(node.text, node.attributes.unit, `./${name}[1]`);
  if (!kib.ok) return kib;
  return done({ ...withAttributes(node, { unit: 'KiB' }), text: String(kib.value) });
}

/** Guests with NUMA cells have the memory of their cells. */
function numaMemory(root: XmlNode): XmlNode | undefined {
  const cells = childOf(childOf(root, 'cpu'), 'numa')?.children ?? [];
  const sizes = cells.map(({ attributes }) => kibOf(attributes.memory ?? '0', attributes.unit, './@memory'));
  const sum = sizes.reduce((total, size) => total + (size.ok ? size.value : 0n), 0n);
  return sum === 0n ? undefined : part('memory', { unit: 'KiB' }, String(sum));
}

/** Limits of `<memtune>` are sizes too. */
function withTunedSizes(root: XmlNode): XmlNode {
  const memtune = childOf(root, 'memtune');
  if (memtune === undefined) return root;
  const limits = memtune.children.map((limit) => {
    const kib = kibOf(limit.text, limit.attributes.unit, `./${limit.name}`);
    return kib.ok ? part(limit.name, { unit: 'KiB' }, String(kib.value)) : limit;
  });
  return withChild(root, 'memtune', withChildren(memtune, limits));
}

function withVcpus(root: XmlNode, facts: DocumentFacts): Outcome<XmlNode, DocumentProblem> {
  const vcpu = childOf(root, 'vcpu') ?? part('vcpu', {}, '1');
  const [most, current] = [vcpu.text.trim(), vcpu.attributes.current];
  if (!/^\d{1,9}$/.test(most)) return problem('xml', 'maximum vcpus count must be an integer');
  if (current !== undefined && !/^\d{1,9}$/.test(current)) return problem('xml', 'current vcpus count must be an integer');
  if (Number(most) === 0) return problem('internal', 'CPU IDs in <numa> exceed the <vcpu> count');
  if (Number(current ?? most) > Number(most)) {
    return problem('unsupported', 'maximum vCPU count must not be less than current vCPU count');
  }
  const limit = facts.machine.maxVcpus;
  if (Number(most) > limit) {
    return problem('unsupported', `Maximum CPUs greater than specified machine type limit ${limit}`, 'qemu');
  }
  const same = current !== undefined && Number(current) === Number(most);
  const attributes = { placement: vcpu.attributes.placement ?? 'static', ...(same ? { current: undefined } : {}) };
  return done(withChild(root, 'vcpu', { ...withAttributes(vcpu, attributes), text: most }));
}

/** Architecture and machine by their canonical names, and what to boot from unless devices say so. */
function withOs(root: XmlNode, { machine, emulator }: DocumentFacts): XmlNode {
  const os = childOf(root, 'os') ?? part('os');
  const arch = attributeOf(os, 'type', 'arch') ?? emulator.architecture;
  const named = withChild(os, 'type', part('type', { arch, machine: machine.name }, textOf(os, 'type') ?? 'hvm'));
  const devices = childOf(root, 'devices')?.children ?? [];
  const ordered = devices.some((device) => childOf(device, 'boot') !== undefined);
  const chosen = childOf(os, 'boot') !== undefined || ordered;
  return withChild(root, 'os', chosen ? named : withChildren(named, [...named.children, part('boot', { dev: 'hd' })]));
}

/** Without `<cpu>` libvirt writes down what QEMU takes by itself. */
function withCpu(root: XmlNode, facts: DocumentFacts): XmlNode {
  const cpu = childOf(root, 'cpu');
  const unsaid = cpu?.attributes.mode === undefined && childOf(cpu, 'model') === undefined;
  if (cpu === undefined) return withChild(root, 'cpu', defaultCpu(facts));
  const topology = childOf(cpu, 'topology');
  const numbered = withNumberedCells(cpu);
  const shaped = topology === undefined ? numbered : withChild(numbered, 'topology', withWholeTopology(topology, facts));
  if (!unsaid) return withChild(root, 'cpu', withCpuMode(shaped, root.attributes.type !== 'qemu'));
  const { attributes, children } = defaultCpu(facts);
  return withChild(root, 'cpu', withChildren({ ...shaped, attributes }, [...children, ...shaped.children]));
}

function defaultCpu({ emulator }: DocumentFacts): XmlNode {
  const model = emulator.architecture === 's390x' ? 'qemu' : 'qemu64';
  return part('cpu', { mode: 'custom', match: 'exact', check: 'none' }, [part('model', { fallback: 'forbid' }, model)]);
}

/** NUMA cells without a number are counted; their memory is in KiB. */
function withNumberedCells(cpu: XmlNode): XmlNode {
  const numa = childOf(cpu, 'numa');
  if (numa === undefined) return cpu;
  const cells = numa.children.map((cell, index) => {
    const kib = kibOf(cell.attributes.memory ?? '0', cell.attributes.unit, './@memory');
    const { id = String(index), cpus, memory = '0', ...rest } = cell.attributes;
    const size = { memory: kib.ok ? String(kib.value) : memory, unit: 'KiB' };
    return cell.name === 'cell' ? part('cell', { id, cpus, ...size, ...without(rest, 'unit') }, cell.children) : cell;
  });
  const counted = [...cells].sort((one, other) => Number(one.attributes.id ?? 0) - Number(other.attributes.id ?? 0));
  return withChild(cpu, 'numa', withChildren(numa, counted));
}

function without(attributes: XmlNode['attributes'], name: string): XmlNode['attributes'] {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== name));
}

/** Emulation can do any model: nothing is to be checked. */
function withCpuMode(cpu: XmlNode, accelerated: boolean): XmlNode {
  const model = childOf(cpu, 'model');
  const mode = cpu.attributes.mode ?? (model === undefined ? undefined : 'custom');
  switch (mode) {
    case 'host-passthrough':
    case 'maximum':
      return withDefaults(cpu, { mode, check: 'none', migratable: 'on' });
    case 'host-model':
      return withDefaults(withoutEmptyModel(cpu), { mode, check: 'partial' });
    case 'custom': {
      const custom = withDefaults(cpu, { mode, match: 'exact', check: accelerated ? 'partial' : 'none' });
      return model === undefined ? custom : withChild(custom, 'model', withDefaults(model, { fallback: 'allow' }));
    }
    default:
      return cpu;
  }
}

function withoutEmptyModel(cpu: XmlNode): XmlNode {
  return textOf(cpu, 'model') === '' ? withChild(cpu, 'model', undefined) : cpu;
}

/** Clusters are written since 10.1. */
function withWholeTopology(topology: XmlNode, facts: DocumentFacts): XmlNode {
  const clusters = libvirtIsAtLeast(facts, '10.1') ? { clusters: '1' } : {};
  return withDefaults(topology, { sockets: '1', dies: '1', ...clusters, cores: '1', threads: '1' });
}

function withClock(root: XmlNode): XmlNode {
  return withChild(root, 'clock', withDefaults(childOf(root, 'clock') ?? part('clock'), { offset: 'utc' }));
}

/** Source: libvirt 11.3.0 `src/conf/domain_conf.c` `virDomainLifecycleAction`. */
const actions: readonly string[] = ['destroy', 'restart', 'rename-restart', 'preserve', 'coredump-destroy', 'coredump-restart'];

function withLifecycle(root: XmlNode): Outcome<XmlNode, DocumentProblem> {
  let whole = root;
  for (const [name, usual] of [
    ['on_poweroff', 'destroy'],
    ['on_reboot', 'restart'],
    ['on_crash', 'destroy'],
  ] as const) {
    const action = textOf(root, name) ?? usual;
    if (!actions.includes(action)) return problem('unsupported', `unknown ${name} action: ${action}`);
    whole = withChild(whole, name, part(name, {}, action));
  }
  return done(whole);
}

/** Attributes that are missing, added. */
export function withDefaults(node: XmlNode, defaults: Readonly<Record<string, string>>): XmlNode {
  return withAttributes(node, { ...defaults, ...node.attributes });
}
