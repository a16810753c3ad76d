import type { ConfidentialProtection } from '../../../sim/contracts/protection.js';
import type { BootTruth, DeviceNodeTruth, KeyRangeTruth, Launchability } from '../../../sim/contracts/truth.js';
import { truthOf } from './bare-truth.js';

/** An AMD host with four SEV ASIDs (4 to 7) and three for SEV-ES and SNP (1 to 3). */
export const amdTruth: BootTruth = truthOf({
  key: 'amd',
  miscCapacity: { sev: 4, sev_es: 3 },
  keyRanges: [range(['sev'], 'sev', 4, 4, true), range(['sev-es', 'snp'], 'sev_es', 1, 3, true)],
  nodes: [node('/dev/kvm'), node('/dev/sev')],
  launchable: launchable('sev', 'sev-es', 'snp'),
});

/** An Intel host with three TDX key IDs (33 to 35). */
export const intelTruth: BootTruth = truthOf({
  key: 'intel',
  miscCapacity: { tdx: 3 },
  keyRanges: [range(['tdx'], 'tdx', 33, 3, false)],
  nodes: [node('/dev/kvm')],
  launchable: launchable('tdx'),
});

/** A host that runs ordinary guests only. */
export const plainTruth: BootTruth = truthOf({ key: 'plain', nodes: [node('/dev/kvm')], launchable: launchable() });

/** A mainframe with the ultravisor. */
export const mainframeTruth: BootTruth = mainframe(
  truthOf({ key: 'mainframe', nodes: [node('/dev/kvm')], launchable: launchable() }),
);

/** The AMD host as a container in a private cgroup namespace sees it: no misc.capacity. */
export const nestedTruth: BootTruth = { ...amdTruth, key: 'nested', cgroup: { miscController: true, namespace: 'nested' } };

/** The AMD host with SNP switched off in the kernel: SEV and SEV-ES only. */
export const withoutSnpTruth: BootTruth = { ...amdTruth, key: 'without snp', launchable: launchable('sev', 'sev-es') };

/** The AMD host with all its key IDs reserved for SEV-ES and SNP. */
export const onlyEsTruth: BootTruth = {
  ...amdTruth,
  key: 'only es',
  miscCapacity: { sev_es: 7 },
  keyRanges: [range(['sev'], 'sev', 8, 0, true), range(['sev-es', 'snp'], 'sev_es', 1, 7, true)],
  launchable: { ...amdTruth.launchable, sev: { possible: false, because: 'no-key-ids-of-that-kind' } },
};

/** The AMD host without any firmware image. */
export const withoutFirmwareTruth: BootTruth = { ...amdTruth, key: 'without firmware', firmwareFiles: [] };

function mainframe(plain: BootTruth): BootTruth {
  return {
    ...plain,
    cpu: { ...plain.cpu, vendorId: 'IBM/S390', libvirtVendor: 'IBM', libvirtModel: 'gen15a-base' },
    kernel: { ...plain.kernel, commandLine: 'root=/dev/dasda1 prot_virt=1' },
  };
}

function range(
  protections: readonly ConfidentialProtection[],
  pool: KeyRangeTruth['pool'],
  first: number,
  size: number,
  flushed: boolean,
): KeyRangeTruth {
  return { protections, pool, first, size, flushed };
}

function node(path: string): DeviceNodeTruth {
  return { path, kind: 'character-device', mode: 0o660, major: 10, minor: 232 };
}

function launchable(...possible: readonly ConfidentialProtection[]): BootTruth['launchable'] {
  const answer = (protection: ConfidentialProtection): Launchability =>
    possible.includes(protection) ? { possible: true } : { possible: false, because: 'cpu-lacks-it' };
  return { sev: answer('sev'), 'sev-es': answer('sev-es'), snp: answer('snp'), tdx: answer('tdx') };
}
