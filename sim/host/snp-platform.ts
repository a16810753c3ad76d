import type { HostDescription } from '../../profiles/description.js';
import type { KernelLogCode } from '../contracts/kernel-log.js';
import type { KernelLogEvent } from '../contracts/truth.js';
import { hasEncryption, keepsSevFlags } from './cpuid.js';

/** What the RMP table and the IOMMU make of SNP, before the security processor is asked. */
export interface SnpPlatform {
  /** The `sev_snp` flag is kept. It stays even where only the IOMMU vetoes SNP. */
  readonly flag: boolean;
  /** The kernel's attribute "this is an SNP host" survives: RMP table and IOMMU are ready. */
  readonly ready: boolean;
  readonly log: readonly KernelLogEvent[];
}

/**
 * Probes the RMP table and then the IOMMU, as an SNP-aware kernel (6.9) does at boot.
 * Source: Linux 7.2.8 `arch/x86/kernel/cpu/amd.c` `bsp_determine_snp`, `arch/x86/virt/svm/sev.c`, `drivers/iommu/amd/init.c`
 * `iommu_snp_enable`.
 */
export function snpPlatform(description: HostDescription): SnpPlatform {
  const { amd, boot, kernel } = description;
  const knows = kernel.sevSnpFlag && keepsSevFlags(amd) && hasEncryption(amd, 'sev-snp') && boot.snpOff !== true;
  if (!knows || amd === undefined) return { flag: false, ready: false, log: [] };
  if (amd.rmp === 'none') return { flag: false, ready: false, log: [event('snp.rmp-not-reserved')] };
  const veto = iommuVetoes[amd.iommu];
  const log = [rmpRange(description)];
  if (veto !== undefined) log.push(event(veto));
  else if (amd.rmp === 'too-small') log.push(rmpTooSmall(description), event('iommu.snp-rmp-failed'));
  return { flag: true, ready: log.length === 1, log };
}

const iommuVetoes: Readonly<Record<string, KernelLogCode | undefined>> = {
  'passthrough-or-off': 'iommu.snp-passthrough',
  'v2-page-table': 'iommu.snp-v2-page-table',
  'no-snp-feature': 'iommu.snp-not-enabled',
};

function event(code: KernelLogCode, facts: KernelLogEvent['facts'] = {}): KernelLogEvent {
  return { code, facts };
}

/** The table is reserved at the top of memory; its address differs by machine, its size does not. */
function rmpRange({ memoryBytes, amd }: HostDescription): KernelLogEvent {
  const size = amd?.rmp === 'too-small' ? rmpBytes(memoryBytes) / 2 : rmpBytes(memoryBytes);
  const first = Math.floor((memoryBytes - size) / mebibyte) * mebibyte;
  return event('snp.rmp-range', { first: address(first), last: address(first + size - 1) });
}

function rmpTooSmall({ memoryBytes }: HostDescription): KernelLogEvent {
  const expected = rmpBytes(memoryBytes);
  return event('snp.rmp-too-small', { expected: hexadecimal(expected), got: hexadecimal(expected / 2) });
}

const mebibyte = 2 ** 20;

/** 16 bytes for each page of 4 KiB, and 16 KiB of book-keeping. */
function rmpBytes(memoryBytes: number): number {
  return memoryBytes / 256 + 16 * 1024;
}

function address(value: number): string {
  return `0x${value.toString(16).padStart(16, '0')}`;
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16)}`;
}
