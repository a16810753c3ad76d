import type { Fact } from '../provenance.js';
import type { MachineFile } from '../schema.js';
import type { AddressBits } from './cpu-facts.js';
import type { Evidence } from './evidence.js';
import type { FactSources } from './fact-sources.js';
import { asIn, type Peer } from './peer.js';
import { sevBits, sevCpuid } from './sev-cpuid.js';
import { type SevSigns, sevSigns, showsSev } from './sev-signs.js';
import { iommuFact, pspFacts, rmpFact } from './snp-facts.js';

type Amd = NonNullable<MachineFile['amd']>;

/** The part of a machine that is about AMD's memory encryption, and the address bits that follow from it. */
export interface AmdFacts extends AddressBits {
  /** Absent when nothing speaks of SEV and no known machine of that model has it. */
  readonly amd?: Amd;
}

/** Facts of an AMD host. */
export function amdFacts(evidence: Evidence, sources: FactSources, peer: Peer): AmdFacts {
  const signs = sevSigns(evidence);
  const raw = rawPhysicalBits(evidence, sources, peer, signs);
  const leaf = evidence.registers.cpuid(0x8000001f);
  const present = leaf === undefined ? showsSev(signs) || peer?.values.amd !== undefined : leaf.eax !== 0;
  return present
    ? { rawPhysicalBits: raw, amd: encryption(evidence, sources, peer, signs, raw.value) }
    : { rawPhysicalBits: raw };
}

function encryption(evidence: Evidence, sources: FactSources, peer: Peer, signs: SevSigns, raw: number): Amd {
  const shown = evidence.cpuinfo.physicalBits ?? raw;
  const cpuid8000001f = sevCpuid(evidence, sources, peer, signs, { raw, shown });
  const snp = (cpuid8000001f.eax.value & sevBits.snp) !== 0;
  const smee = smeeFact(evidence, sources, signs, raw > shown);
  const segmented = segmentedRmp(evidence, sources, peer);
  return {
    cpuid8000001f,
    smee,
    smmLocked: smmLockedFact(evidence, sources, signs, smee.value),
    rmp: rmpFact(evidence, sources, peer, signs, snp),
    iommu: iommuFact(evidence, sources, signs),
    psp: pspFacts(evidence, sources, peer, signs, snp),
    pspAddress: pspAddressFact(evidence, sources, peer),
    ...(segmented === undefined ? {} : { cpuid80000025: segmented }),
  };
}

/** The kernel takes the reduction off whenever SYSCFG[23] is set, so what it shows is not what the silicon has. */
function rawPhysicalBits({ cpuinfo, registers }: Evidence, sources: FactSources, peer: Peer, signs: SevSigns): Fact<number> {
  const leaf = registers.cpuid(0x80000008);
  if (leaf !== undefined) return sources.captured(leaf.eax & 0xff, 'CPUID 8000_0008 EAX[7:0]');
  const shown = cpuinfo.physicalBits ?? 48;
  const ofPeer = peer?.values.cpu.rawPhysicalBits;
  if (!showsSev(signs) && peer?.values.amd === undefined) return sources.captured(shown, '/proc/cpuinfo "address sizes"');
  if (ofPeer !== undefined && ofPeer >= shown) return sources.assumed(ofPeer, asIn(peer, ''));
  const usual = cpuinfo.flags.includes('la57') ? 52 : 48;
  return sources.assumed(
    Math.max(usual, shown),
    '52 with the flag la57 and 48 without; load the cpuid module and capture as root',
  );
}

function smeeFact({ registers }: Evidence, sources: FactSources, signs: SevSigns, reduced: boolean): Fact<boolean> {
  const syscfg = registers.register(0xc0010010);
  if (syscfg !== undefined) return sources.captured(((syscfg >> 23n) & 1n) === 1n, 'SYSCFG[23]');
  if (signs.flag) return sources.derived(true, 'the kernel shows the flag sev, which needs SYSCFG[23]');
  if (reduced) return sources.derived(true, 'physical-address bits are taken off, which needs SYSCFG[23]');
  if (signs.refusedByBios)
    return sources.derived(false, 'kernel log: memory encryption not enabled by BIOS, and all address bits are there');
  return sources.assumed(true, 'look in the BIOS for SMEE');
}

function smmLockedFact({ registers }: Evidence, sources: FactSources, signs: SevSigns, smee: boolean): Fact<boolean> {
  const hwcr = registers.register(0xc0010015);
  if (hwcr !== undefined) return sources.captured((hwcr & 1n) === 1n, 'HWCR[0]');
  if (signs.flag) return sources.derived(true, 'the kernel shows the flag sev, which needs HWCR[0]');
  if (signs.refusedByBios && smee)
    return sources.derived(false, 'the kernel drops the flag sev although memory encryption is enabled');
  return sources.assumed(true, 'capture as root with the msr module loaded');
}

function pspAddressFact({ log }: Evidence, sources: FactSources, peer: Peer): Fact<string> {
  const [address] = pspCodes.flatMap((code) => log.event(code)?.address ?? []);
  if (address !== undefined && /^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/.test(address)) {
    return sources.captured(address, 'kernel log: ccp');
  }
  return sources.assumed(peer?.values.amd?.pspAddress ?? '0000:02:00.5', asIn(peer, 'look for "ccp" in the kernel log'));
}

const pspCodes = ['ccp.sev-enabled', 'ccp.psp-enabled', 'ccp.not-enabled-by-bios', 'ccp.sev-api', 'ccp.snp-api'];

function segmentedRmp({ registers }: Evidence, sources: FactSources, peer: Peer): Amd['cpuid80000025'] {
  const leaf = registers.cpuid(0x80000025);
  const ofPeer = peer?.values.amd?.cpuid80000025;
  if (leaf !== undefined && leaf.eax !== 0) {
    return { eax: sources.captured(leaf.eax, 'CPUID 8000_0025 EAX'), ebx: sources.captured(leaf.ebx, 'CPUID 8000_0025 EBX') };
  }
  if (ofPeer === undefined || registers.cpuid(0x8000001f) !== undefined) return undefined;
  return { eax: sources.assumed(ofPeer.eax, asIn(peer, '')), ebx: sources.assumed(ofPeer.ebx, asIn(peer, '')) };
}
