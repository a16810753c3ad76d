import type { Fact } from '../provenance.js';
import { capacityPath, type Evidence } from './evidence.js';
import type { FactSources } from './fact-sources.js';
import { asIn, type Peer } from './peer.js';

/** How many key IDs there are, and how the BIOS divides them between TME-MT and TDX. */
export interface KeyBits {
  readonly keyIdBits: Fact<number>;
  readonly keySplit: Fact<number>;
  /** Present where the range is no whole split of the bits. */
  readonly keyPartition?: Fact<{ mktmeKeys: number; tdxKeys: number }>;
  /** Private keys that were seen, the global one included; undefined when nothing tells. */
  readonly privateKeys?: number;
  /** Key-ID bits were seen, not assumed. */
  readonly shown: boolean;
}

/**
 * Works bits and split out from MSRs, the printed range of private keys or the capacity of the misc controller: with B bits and a
 * split s, 2^(B-s) - 1 keys are for TME-MT and 2^B - 2^(B-s) private. Source: Linux 7.2.8 `arch/x86/virt/vmx/tdx/tdx.c`.
 */
export function keyBits(evidence: Evidence, sources: FactSources, peer: Peer): KeyBits {
  const partition = shownPartition(evidence);
  if (partition === undefined || partition.tdxKeys === 0) return bitsAlone(evidence, sources, peer, partition);
  const { mktmeKeys, tdxKeys, by } = partition;
  const [first, end] = [mktmeKeys + 1, mktmeKeys + 1 + tdxKeys];
  const split = Math.log2(end) - Math.log2(first);
  const whole = Number.isInteger(Math.log2(first)) && Number.isInteger(Math.log2(end));
  const bits = shownBits(evidence, sources) ?? sources.derived(Math.ceil(Math.log2(end)), by);
  if (whole && Math.log2(end) === bits.value) {
    return { keyIdBits: bits, keySplit: sources.derived(split, by), privateKeys: tdxKeys, shown: true };
  }
  const keyPartition = sources.derived({ mktmeKeys, tdxKeys }, `${by}, which is no whole split`);
  return {
    keyIdBits: bits,
    keySplit: sources.derived(0, 'keyPartition wins over it'),
    keyPartition,
    privateKeys: tdxKeys,
    shown: true,
  };
}

interface ShownPartition {
  readonly mktmeKeys: number;
  readonly tdxKeys: number;
  readonly by: string;
}

function shownPartition({ registers, log, capacity }: Evidence): ShownPartition | undefined {
  const register = registers.register(0x87);
  if (register !== undefined) {
    return { mktmeKeys: Number(register & 0xffffffffn), tdxKeys: Number(register >> 32n), by: 'IA32_MKTME_KEYID_PARTITIONING' };
  }
  const range = log.event('tdx.key-range');
  const [first, end] = [Number(range?.first), Number(range?.end)];
  if (end > first)
    return { mktmeKeys: first - 1, tdxKeys: end - first, by: `kernel log "private KeyID range [${first}, ${end})"` };
  return capacity?.tdx === undefined ? undefined : partitionOf(capacity.tdx + 1);
}

/** A number of the form 2^B - 2^(B-s) has only one B and one s. One private key is the global one and not counted in misc. */
function partitionOf(tdxKeys: number): ShownPartition | undefined {
  const shared = tdxKeys & -tdxKeys;
  if (!Number.isInteger(Math.log2(tdxKeys + shared))) return undefined;
  return { mktmeKeys: shared - 1, tdxKeys, by: `${capacityPath} "tdx"` };
}

function bitsAlone(evidence: Evidence, sources: FactSources, peer: Peer, partition: ShownPartition | undefined): KeyBits {
  const bits = shownBits(evidence, sources);
  const { keyIdBits = 6, keySplit = 1 } = peer?.values.intel ?? {};
  const how = asIn(peer, 'look in the BIOS for "TME-MT/TDX key split", or capture as root with the msr module loaded');
  const value = bits?.value ?? keyIdBits;
  return {
    keyIdBits: bits ?? sources.assumed(value, how),
    keySplit: sources.assumed(Math.min(keySplit, value), how),
    ...(partition === undefined ? {} : { privateKeys: partition.tdxKeys }),
    shown: bits !== undefined,
  };
}

function shownBits({ registers, log }: Evidence, sources: FactSources): Fact<number> | undefined {
  const activate = registers.register(0x982);
  if (activate !== undefined && ((activate >> 32n) & 0xfn) !== 0n) {
    return sources.captured(Number((activate >> 32n) & 0xfn), 'IA32_TME_ACTIVATE[35:32]');
  }
  const reduced = Number(log.event('mktme.physical-bits-reduced')?.bits);
  if (reduced > 0) return sources.captured(reduced, 'kernel log: x86_phys_bits reduced by');
  const keys = Number(log.event('mktme.key-ids')?.keys);
  return keys > 0 ? sources.derived(Math.round(Math.log2(keys + 1)), `kernel log "${keys} KeyIDs available"`) : undefined;
}
