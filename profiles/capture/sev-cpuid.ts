import type { Fact } from '../provenance.js';
import { type AsidRegisters, asidRegisters } from './asid-registers.js';
import type { Evidence } from './evidence.js';
import type { FactSources } from './fact-sources.js';
import { asIn, type Peer } from './peer.js';
import type { SevSigns } from './sev-signs.js';

/** CPUID 8000_001F of the captured host. */
export interface SevCpuid extends AsidRegisters {
  readonly eax: Fact<number>;
  readonly ebx: Fact<number>;
}

/** Bits of EAX that surfaces show. Source: AMD64 Architecture Programmer's Manual, Fn8000_001F. */
export const sevBits = { sme: 0x1, sev: 0x2, es: 0x8, snp: 0x10, debugSwap: 0x4000 } as const;

/** Takes the leaf as read; without it, what flags, log and libvirt show, filled up from the peer. */
export function sevCpuid(evidence: Evidence, sources: FactSources, peer: Peer, signs: SevSigns, bits: ShownBits): SevCpuid {
  const leaf = evidence.registers.cpuid(0x8000001f);
  const asids = asidRegisters(evidence, sources, peer);
  if (leaf !== undefined) {
    return {
      eax: sources.captured(leaf.eax, 'CPUID 8000_001F EAX'),
      ebx: sources.captured(leaf.ebx, 'CPUID 8000_001F EBX'),
      ...asids,
    };
  }
  const eax = features(evidence, peer, signs);
  const how = 'load the cpuid module and capture as root';
  return {
    eax: sources.assumed(eax, `bits 0, 1, 3, 4 and 14 as flags and kernel log show them, others ${asIn(peer, 'left 0')}; ${how}`),
    ebx: sources.assumed(addresses(evidence, peer, eax, bits), `the number of VMPLs is ${asIn(peer, 'that of SEV-SNP')}; ${how}`),
    ...asids,
  };
}

/** Physical-address bits before and after encryption took its share. */
export interface ShownBits {
  readonly raw: number;
  readonly shown: number;
}

function features(evidence: Evidence, peer: Peer, signs: SevSigns): number {
  const { flags } = evidence.cpuinfo;
  const ofPeer = peer?.values.amd?.cpuid8000001f.eax ?? 0;
  const peerHas = (bit: number): boolean => (ofPeer & bit) !== 0;
  const es = flags.includes('sev_es') || (!signs.flag && peerHas(sevBits.es));
  const debugSwap = flags.includes('debug_swap') || (!evidence.software.kernel.debugSwapFlag && peerHas(sevBits.debugSwap));
  const seen =
    (peer === undefined || peerHas(sevBits.sme) || flags.includes('sme') ? sevBits.sme : 0) |
    sevBits.sev |
    (es ? sevBits.es : 0) |
    (hasSnp(evidence, peerHas(sevBits.snp), signs) ? sevBits.snp : 0) |
    (debugSwap ? sevBits.debugSwap : 0);
  const shown = Object.values(sevBits).reduce((all, bit) => all | bit, 0);
  return ((ofPeer & ~shown) | seen) >>> 0;
}

/** The flag is missing on capable silicon where no RMP table was reserved, which the log says. */
function hasSnp({ cpuinfo, log }: Evidence, fallback: boolean, signs: SevSigns): boolean {
  if (cpuinfo.flags.includes('sev_snp') || log.event('snp.rmp-not-reserved') !== undefined) return true;
  return signs.snpTold || (signs.flag && !cpuinfo.flags.includes('sev_es')) ? false : fallback;
}

/** C-bit in [5:0], reduction in [11:6], VMPLs in [15:12]. */
function addresses({ cpuinfo, documents }: Evidence, peer: Peer, eax: number, { raw, shown }: ShownBits): number {
  const ofPeer = peer?.values.amd?.cpuid8000001f.ebx;
  const cBit = documents.domain?.sev?.cbitpos ?? (ofPeer === undefined ? defaultCBit(cpuinfo.family) : ofPeer & 0x3f);
  const reduction = raw > shown ? raw - shown : ((ofPeer ?? 0x140) >>> 6) & 0x3f;
  const vmpls = ofPeer === undefined ? ((eax & sevBits.snp) === 0 ? 0 : 4) : (ofPeer >>> 12) & 0xf;
  return (vmpls << 12) | (reduction << 6) | cBit;
}

/** 47 up to Zen 2, 51 since. Source: raw CPUID dumps of InstLatx64. */
function defaultCBit(family: number): number {
  return family < 25 ? 47 : 51;
}
