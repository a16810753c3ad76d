import type { Fact } from '../provenance.js';
import type { MachineFile } from '../schema.js';
import { cpuinfoPath } from './cpuinfo.js';
import type { Evidence } from './evidence.js';
import type { FactSources } from './fact-sources.js';
import type { Peer } from './peer.js';

/** What the memory-encryption part of the machine says about addresses, which the kernel shows only after taking its share. */
export interface AddressBits {
  readonly rawPhysicalBits: Fact<number>;
}

/** Facts of the processor and its memory. */
export function cpuFacts(evidence: Evidence, sources: FactSources, peer: Peer, bits: AddressBits): MachineFile['cpu'] {
  const { cpuinfo } = evidence;
  const shown = <Value>(value: Value, line: string): Fact<Value> => sources.captured(value, `${cpuinfoPath} "${line}"`);
  const onX86 = cpuinfo.architecture === 'x86_64';
  const x86Only = <Value>(value: Value, line: string): Fact<Value> =>
    onX86 ? shown(value, line) : sources.derived(value, `${cpuinfoPath} of s390x prints no such line`);
  const frequency = tscFact(evidence, sources);
  return {
    architecture: architectureFact(evidence, sources),
    vendorId: shown(cpuinfo.vendorId, 'vendor_id'),
    family: x86Only(cpuinfo.family, 'cpu family'),
    model: x86Only(cpuinfo.model, 'model'),
    stepping: x86Only(cpuinfo.stepping, 'stepping'),
    modelName: onX86 ? shown(cpuinfo.modelName, 'model name') : shown(cpuinfo.modelName, 'machine'),
    microcode: microcodeFact(evidence, sources),
    ...topologyFacts(evidence, sources),
    flags: shown(withoutConfigured(cpuinfo.flags), onX86 ? 'flags' : 'features'),
    bugs: x86Only(withoutConfigured(cpuinfo.bugs), 'bugs'),
    rawPhysicalBits: bits.rawPhysicalBits,
    virtualBits: x86Only(cpuinfo.virtualBits ?? 0, 'address sizes'),
    cpuid80000008Eax: addressSizesFact(evidence, sources, bits),
    libvirtModel: libvirtModelFact(evidence, sources, peer),
    ...(frequency === undefined ? {} : { tscHz: frequency }),
  };
}

function architectureFact({ bundle, cpuinfo }: Evidence, sources: FactSources): MachineFile['cpu']['architecture'] {
  const path = '/proc/sys/kernel/arch';
  if (bundle.text(path)?.trim() === cpuinfo.architecture) return sources.captured(cpuinfo.architecture, path);
  return sources.derived(cpuinfo.architecture, `the form of ${cpuinfoPath}`);
}

function microcodeFact({ cpuinfo }: Evidence, sources: FactSources): Fact<string> {
  if (cpuinfo.microcode !== undefined) return sources.captured(cpuinfo.microcode, `${cpuinfoPath} "microcode"`);
  if (cpuinfo.architecture === 's390x') return sources.derived('0x0', `${cpuinfoPath} of s390x prints no microcode`);
  return sources.assumed('0x0', 'write the revision of the microcode the host runs');
}

function topologyFacts(
  { cpuinfo }: Evidence,
  sources: FactSources,
): Pick<MachineFile['cpu'], 'sockets' | 'coresPerSocket' | 'threadsPerCore'> {
  const onX86 = cpuinfo.architecture === 'x86_64';
  const counted = (value: number, how: string): Fact<number> => sources.captured(value, `${cpuinfoPath} ${how}`);
  return {
    sockets: onX86 ? counted(cpuinfo.sockets, '"physical id", counted') : sources.derived(1, 'one logical partition'),
    coresPerSocket: counted(cpuinfo.coresPerSocket, onX86 ? '"cpu cores"' : '"# processors" by threads of a core'),
    threadsPerCore: counted(cpuinfo.threadsPerCore, onX86 ? 'processors by "cpu cores"' : '"max thread id"'),
  };
}

/** Flags and bugs that configuration decides: the simulated kernel works them out by itself, a machine never lists them. */
const configuredFlags = ['sme', 'sev', 'sev_es', 'sev_snp', 'debug_swap', 'tme', 'tdx_host_platform', 'tdx_pw_mce'];

function withoutConfigured(words: readonly string[]): string[] {
  return words.filter((word) => !configuredFlags.includes(word));
}

function addressSizesFact(
  { cpuinfo, registers }: Evidence,
  sources: FactSources,
  { rawPhysicalBits }: AddressBits,
): Fact<number> {
  const leaf = registers.cpuid(0x80000008);
  if (leaf !== undefined) return sources.captured(leaf.eax, 'CPUID 8000_0008 EAX');
  const value = ((cpuinfo.virtualBits ?? 0) << 8) | rawPhysicalBits.value;
  if (cpuinfo.architecture === 's390x') return sources.derived(value, 'there is no CPUID on this architecture');
  const why = 'rawPhysicalBits and virtualBits in one register';
  return rawPhysicalBits.provenance === 'assumed' ? sources.assumed(value, why) : sources.derived(value, why);
}

/** libvirt's documents name an older model where libvirt or QEMU are older than the processor, so a known machine wins. */
function libvirtModelFact({ documents }: Evidence, sources: FactSources, peer: Peer): Fact<string> {
  const named = documents.host?.cpuModel ?? documents.domain?.hostModel;
  const ofPeer = peer?.values.cpu.libvirtModel;
  if (ofPeer !== undefined && ofPeer !== named) return sources.derived(ofPeer, `model of ${peer?.id}, the same family and model`);
  if (named !== undefined) return sources.captured(named, `${documents.host?.section ?? documents.domain?.section} "model"`);
  return sources.assumed(ofPeer ?? 'qemu64', "write the model's name in libvirt's CPU map, as virsh capabilities prints it");
}

function tscFact({ cpuinfo, documents }: Evidence, sources: FactSources): Fact<number> | undefined {
  const { host } = documents;
  if (host?.tscHz !== undefined) return sources.captured(host.tscHz, `${host.section} counter "tsc"`);
  if (cpuinfo.architecture !== 'x86_64' || cpuinfo.bogomips === undefined) return undefined;
  return sources.derived(Math.round(cpuinfo.bogomips * 5e5), `half of ${cpuinfoPath} "bogomips" in MHz`);
}

/** Installed memory, as far as the kernel has it. */
export function memoryFact({ bundle, documents }: Evidence, sources: FactSources, peer: Peer): Fact<number> {
  const less = 'what firmware and kernel keep for themselves is not in it';
  const { host } = documents;
  if (host?.memoryKib !== undefined) {
    return sources.derived(host.memoryKib * 1024, `${host.section} memory of the NUMA cells; ${less}`);
  }
  const total = /^MemTotal:\s+(\d{1,14}) kB$/m.exec(bundle.text('/proc/meminfo') ?? '')?.[1];
  if (total !== undefined) return sources.derived(Number(total) * 1024, `/proc/meminfo "MemTotal"; ${less}`);
  return sources.assumed(peer?.values.memoryBytes ?? 2 ** 38, 'write the installed memory in bytes');
}
