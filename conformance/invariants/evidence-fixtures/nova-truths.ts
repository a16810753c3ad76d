import type { BootTruth, Launchability } from '../../../sim/contracts/truth.js';
import { amdTruth, intelTruth, withoutSnpTruth } from './truths.js';

const off: Launchability = { possible: false, because: 'disabled-in-kernel' };

/** An AMD host that protects SEV-SNP: four slots of SEV, three of SEV-SNP. Its firmware could start SEV-ES guests too. */
export const novaSnpTruth: BootTruth = shown(amdTruth, true);

/** The same host with SEV-SNP switched off: four slots of SEV, three of SEV-ES. */
export const novaEsTruth: BootTruth = shown(withoutSnpTruth, false);

/** The host with SEV-SNP switched on below a libvirt that does not know it: SEV and SEV-ES. */
export const novaHalfSnpTruth: BootTruth = {
  ...shown(withoutSnpTruth, true),
  key: 'nova half snp',
  libvirt: { ...amdTruth.libvirt, view: { ...amdTruth.libvirt.view, knowsSnp: false } },
};

/** The host with all ASIDs for plain SEV. */
export const novaSevTruth: BootTruth = {
  ...novaEsTruth,
  key: 'nova sev',
  cpu: { ...novaEsTruth.cpu, cpuid: [leaf(7, 1)] },
  launchable: { ...novaEsTruth.launchable, 'sev-es': { possible: false, because: 'no-key-ids-of-that-kind' } },
};

/** The host with encryption switched off in its kernel, an old libvirt and no Secure Boot firmware. */
export const novaPlainTruth: BootTruth = {
  ...novaEsTruth,
  key: 'nova plain',
  kvm: { ...novaEsTruth.kvm, parameters: { sev: false, sev_es: false, sev_snp: false } },
  libvirt: { ...novaEsTruth.libvirt, version: '8.0.0' },
  firmwareFiles: ['/usr/share/edk2/ovmf/OVMF_CODE.fd', '/usr/share/edk2/ovmf/OVMF_VARS.fd'],
  launchable: { sev: off, 'sev-es': off, snp: off, tdx: off },
};

/** An Intel host with three TDX key IDs. */
export const novaTdxTruth: BootTruth = {
  ...intelTruth,
  key: 'nova tdx',
  kvm: { module: 'kvm_intel', loaded: true, parameters: { tdx: true }, vmTypes: ['default', 'tdx'] },
  cpu: { ...intelTruth.cpu, vendorId: 'GenuineIntel', libvirtVendor: 'Intel' },
};

function shown(truth: BootTruth, snp: boolean): BootTruth {
  return {
    ...truth,
    key: `nova ${truth.key}`,
    cpu: { ...truth.cpu, cpuid: [leaf(7, 4)] },
    kvm: { module: 'kvm_amd', loaded: true, parameters: { sev: true, sev_es: true, sev_snp: snp }, vmTypes: ['default', 'sev'] },
    qemu: { ...truth.qemu, sevCapabilities: { available: true, cbitpos: 51, reducedPhysBits: 1 } },
  };
}

function leaf(ecx: number, edx: number): BootTruth['cpu']['cpuid'][number] {
  return { leaf: 0x8000001f, subleaf: 0, eax: 0, ebx: 0, ecx, edx };
}
