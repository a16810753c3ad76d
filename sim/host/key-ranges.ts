import type { IntelDescription } from '../../profiles/description.js';

/** One contiguous range of key IDs; empty when `last` is below `first`. */
export interface KeyIds {
  readonly first: number;
  readonly last: number;
}

/** The three ASID ranges of kvm_amd. SEV-ES and SNP are one and the same range unless ciphertext hiding splits them. */
export interface AsidRanges {
  readonly sev: KeyIds;
  readonly es: KeyIds;
  readonly snp: KeyIds;
}

/**
 * Splits the ASIDs as kvm_amd does: SEV gets `minSevAsid` … `asidCount`, the others 1 … `minSevAsid` − 1. A minimum above the count
 * plus one is legal input and yields more SEV-ES ids than there are; a minimum of 0 leaves SEV-ES none that KVM could hand out.
 * Source: Linux 7.2.8 `arch/x86/kvm/svm/sev.c` `sev_hardware_setup`.
 *
 * @param asidCount CPUID 8000_001F ECX, the highest ASID.
 * @param minSevAsid CPUID 8000_001F EDX.
 * @example asidRanges(1006, 100) // sev 100 … 1006, es and snp 1 … 99
 */
export function asidRanges(asidCount: number, minSevAsid: number): AsidRanges {
  const joint = { first: 1, last: minSevAsid - 1 };
  return { sev: { first: minSevAsid, last: asidCount }, es: joint, snp: joint };
}

/**
 * Gives the first `snpAsidCount` ids of the joint range to SNP and the rest to SEV-ES, as ciphertext hiding does (6.18). The sum
 * is taken in 32 bits, so "all of them" (4294967295) on a host without SNP wraps and SEV-ES starts at ASID 0.
 * Source: Linux 7.2.8 `arch/x86/kvm/svm/sev.c` `sev_hardware_setup`.
 */
export function splitForCiphertextHiding(ranges: AsidRanges, snpAsidCount: number): AsidRanges {
  const firstEs = (snpAsidCount + 1) >>> 0;
  return {
    sev: ranges.sev,
    es: { first: firstEs, last: ranges.es.last },
    snp: { first: 1, last: firstEs === 0 ? 0 : Math.min(snpAsidCount, ranges.es.last) },
  };
}

/** What IA32_MKTME_KEYID_PARTITIONING (MSR 0x87) holds. */
export interface KeyPartition {
  /** Bits 31:0: keys 1 … mktmeKeys belong to TME-MT. */
  readonly mktmeKeys: number;
  /** Bits 63:32: private keys, which follow; the first one is the TDX module's own, the global key. */
  readonly tdxKeys: number;
}

/**
 * Partitions the key IDs as the BIOS does: with B bits and a split s, 2^(B−s) − 1 keys for TME-MT and 2^B − 2^(B−s) private ones.
 * TDX switched off in the BIOS, or TME-MT off, leaves no private key.
 *
 * @example keyPartition({ keyIdBits: 6, keySplit: 1, … }) // { mktmeKeys: 31, tdxKeys: 32 }: private keys [32, 64)
 */
export function keyPartition(intel: IntelDescription): KeyPartition {
  if (!intel.tme || !intel.tmeMt) return { mktmeKeys: 0, tdxKeys: 0 };
  const all = 2 ** intel.keyIdBits;
  if (!intel.tdxEnabled) return { mktmeKeys: all - 1, tdxKeys: 0 };
  const shared = 2 ** (intel.keyIdBits - intel.keySplit);
  return intel.keyPartition ?? { mktmeKeys: shared - 1, tdxKeys: all - shared };
}

/**
 * The private keys guests can have: all but the first. Empty with one private key or none.
 * Source: Linux 7.2.8 `arch/x86/virt/vmx/tdx/tdx.c` `record_keyid_partitioning`, `init_tdx_module`.
 */
export function guestHkids({ mktmeKeys, tdxKeys }: KeyPartition): KeyIds {
  return { first: mktmeKeys + 2, last: mktmeKeys + Math.max(tdxKeys, 1) };
}

/** How many ids a range has; 0 for an empty one. */
export function sizeOf({ first, last }: KeyIds): number {
  return Math.max(0, last - first + 1);
}

/** A range without any id. */
export const noKeyIds: KeyIds = { first: 0, last: -1 };
