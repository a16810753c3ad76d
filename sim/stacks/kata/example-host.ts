import { type MemoryEntry, memoryReader } from '../../contracts/memory-reader.js';
import type { HostReader } from '../../contracts/reader.js';

/** Files of a host with SEV (905 guests), SEV-ES and SNP (99). For tests. */
const amdFiles: Readonly<Record<string, MemoryEntry>> = {
  '/sys/module/kvm_amd/parameters/sev': 'Y\n',
  '/sys/module/kvm_amd/parameters/sev_es': 'Y\n',
  '/sys/module/kvm_amd/parameters/sev_snp': 'Y\n',
  '/sys/fs/cgroup/misc.capacity': 'sev 905\nsev_es 99\n',
  '/proc/cpuinfo': 'processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 25\nmodel\t\t: 17\n',
};

/** Files of a host with TDX for 63 guests. */
const intelFiles: Readonly<Record<string, MemoryEntry>> = {
  '/sys/module/kvm_intel/parameters/tdx': 'Y\n',
  '/sys/fs/cgroup/misc.capacity': 'tdx 63\n',
  '/proc/cpuinfo': 'processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 207\n',
};

/** A host of AMD or Intel with what a test wants otherwise; undefined takes a file away. */
export function exampleHost(
  vendor: 'amd' | 'intel' | 'none',
  changes: Readonly<Record<string, MemoryEntry | undefined>> = {},
): HostReader {
  const files = { ...{ amd: amdFiles, intel: intelFiles, none: {} }[vendor], ...changes };
  const present = Object.entries(files).filter((entry): entry is [string, MemoryEntry] => entry[1] !== undefined);
  return memoryReader(Object.fromEntries(present));
}
