import type { Fact } from '../provenance.js';
import type { MachineFile } from '../schema.js';
import type { AddressBits } from './cpu-facts.js';
import type { Evidence } from './evidence.js';
import type { FactSources } from './fact-sources.js';
import { type KeyBits, keyBits } from './key-bits.js';
import { asIn, type Peer } from './peer.js';
import { moduleFacts } from './tdx-module-facts.js';

type Intel = NonNullable<MachineFile['intel']>;

/** The part of a machine that is about Intel's memory encryption, and the address bits that follow from it. */
export interface IntelFacts extends AddressBits {
  /** Absent when nothing speaks of memory encryption and no known machine of that model has it. */
  readonly intel?: Intel;
}

/** Facts of an Intel host. */
export function intelFacts(evidence: Evidence, sources: FactSources, peer: Peer): IntelFacts {
  if (!showsTme(evidence) && peer?.values.intel === undefined) return { rawPhysicalBits: rawPhysicalBits(evidence, sources, 0) };
  const bits = keyBits(evidence, sources, peer);
  const intel = encryption(evidence, sources, peer, bits);
  const taken = intel.tme.value && intel.tmeMt.value ? bits.keyIdBits.value : 0;
  return { rawPhysicalBits: rawPhysicalBits(evidence, sources, taken), intel };
}

function showsTme({ cpuinfo, log, registers, capacity }: Evidence): boolean {
  const flags = ['tme', 'tdx_host_platform'].some((flag) => cpuinfo.flags.includes(flag));
  const codes = ['tme.enabled', 'tme.not-enabled', 'tdx.key-range'].some((code) => log.event(code) !== undefined);
  const leaf = registers.cpuid(7);
  return flags || codes || capacity?.tdx !== undefined || (leaf !== undefined && ((leaf.ecx >>> 13) & 1) === 1);
}

function encryption(evidence: Evidence, sources: FactSources, peer: Peer, bits: KeyBits): Intel {
  const tdxEnabled = tdxEnabledFact(evidence, sources, peer, bits);
  const module = moduleFacts(evidence, sources, peer);
  return {
    tme: tmeFact(evidence, sources, peer, bits),
    tmeMt: tmeMtFact(evidence, sources, peer, bits),
    keyIdBits: bits.keyIdBits,
    keySplit: bits.keySplit,
    ...(bits.keyPartition === undefined ? {} : { keyPartition: bits.keyPartition }),
    tdxEnabled,
    tdxCapable: tdxCapableFact(evidence, sources, peer, tdxEnabled.value),
    ...(module === undefined ? {} : { module }),
    everyPackageOnline: everyPackageOnlineFact(evidence, sources),
  };
}

function tmeFact({ cpuinfo, log, registers }: Evidence, sources: FactSources, peer: Peer, bits: KeyBits): Fact<boolean> {
  const activate = registers.register(0x982);
  if (activate !== undefined) return sources.captured(((activate >> 1n) & 1n) === 1n, 'IA32_TME_ACTIVATE[1]');
  if (log.event('tme.enabled') !== undefined) return sources.captured(true, 'kernel log: x86/tme: enabled by BIOS');
  if (log.event('tme.not-enabled') !== undefined) return sources.captured(false, 'kernel log: x86/tme: not enabled by BIOS');
  if (bits.shown || cpuinfo.flags.includes('tdx_host_platform')) return sources.derived(true, 'there are key IDs, which need it');
  const how = asIn(peer, 'look for "x86/tme" in the kernel log');
  return sources.assumed(cpuinfo.flags.includes('tme') || (peer?.values.intel?.tme ?? false), how);
}

/** Kernels say on a line of its own, or with the number of keys, that more than one key is there. */
function tmeMtFact({ log }: Evidence, sources: FactSources, peer: Peer, bits: KeyBits): Fact<boolean> {
  const said = ['mktme.enabled', 'mktme.physical-bits-reduced', 'mktme.key-ids'].some((code) => log.event(code) !== undefined);
  if (said) return sources.captured(true, 'kernel log: x86/mktme');
  if (bits.shown) return sources.derived(true, 'there are key IDs, which need it');
  const told = log.event('tme.enabled') ?? log.event('tme.not-enabled');
  if (told !== undefined) return sources.derived(false, 'kernel log: x86/tme without x86/mktme');
  return sources.assumed(peer?.values.intel?.tmeMt ?? false, asIn(peer, 'look for "x86/mktme" in the kernel log'));
}

/** A kernel built for TDX prints the range of private keys whenever there is one. */
function tdxEnabledFact({ log, software }: Evidence, sources: FactSources, peer: Peer, bits: KeyBits): Fact<boolean> {
  if (bits.privateKeys !== undefined) return sources.derived(bits.privateKeys > 0, 'private keys are there only then');
  const told = log.event('tme.enabled') ?? log.event('tme.not-enabled');
  if (software.kernel.tdxHost && told !== undefined) return sources.derived(false, 'the kernel prints no range of private keys');
  return sources.assumed(peer?.values.intel?.tdxEnabled ?? false, asIn(peer, 'look in the BIOS for TDX'));
}

function tdxCapableFact({ cpuinfo }: Evidence, sources: FactSources, peer: Peer, enabled: boolean): Fact<boolean> {
  if (cpuinfo.flags.includes('tdx_host_platform') || enabled) return sources.derived(true, 'TDX is enabled');
  return sources.assumed(
    peer?.values.intel?.tdxCapable ?? true,
    asIn(peer, "look the processor up in the maker's list of TDX parts"),
  );
}

/** Activated key-ID bits are taken off what the kernel shows. */
function rawPhysicalBits({ cpuinfo, registers }: Evidence, sources: FactSources, taken: number): Fact<number> {
  const leaf = registers.cpuid(0x80000008);
  if (leaf !== undefined) return sources.captured(leaf.eax & 0xff, 'CPUID 8000_0008 EAX[7:0]');
  const shown = cpuinfo.physicalBits ?? 46;
  if (taken === 0) return sources.captured(shown, '/proc/cpuinfo "address sizes"');
  return sources.derived(shown + taken, '/proc/cpuinfo "address sizes" and the key-ID bits the kernel takes off');
}

function everyPackageOnlineFact({ bundle }: Evidence, sources: FactSources): Fact<boolean> {
  const online = bundle.text('/sys/devices/system/cpu/online');
  if (online !== undefined && online === bundle.text('/sys/devices/system/cpu/present')) {
    return sources.derived(true, '/sys/devices/system/cpu: online is present');
  }
  return sources.assumed(true, 'compare online with present in /sys/devices/system/cpu');
}
