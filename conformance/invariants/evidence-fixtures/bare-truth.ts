import type { BootTruth } from '../../../sim/contracts/truth.js';

/** A boot truth with the given parts and otherwise nothing special: all firmware installed, misc controller visible, no devices. */
export function truthOf(parts: Partial<BootTruth> & Pick<BootTruth, 'key' | 'launchable'>): BootTruth {
  return {
    machine: 'by-hand',
    cpu,
    memoryBytes: 2 ** 40,
    kernel: { id: '7.2', release: '7.2.8', commandLine: '', log: [], view: kernelView },
    kvm: { module: 'kvm', loaded: true, parameters: {}, vmTypes: ['default'] },
    nodes: [],
    cgroup: { miscController: true, namespace: 'root' },
    miscCapacity: {},
    keyRanges: [],
    qemu,
    libvirt: { id: '12.8', version: '12.8.0', view: libvirtView },
    firmwareFiles: images.map((name) => `/usr/share/edk2/ovmf/${name}`),
    assumedFacts: [],
    ...parts,
  };
}

const images = [
  'OVMF_CODE.secboot.fd',
  'OVMF_VARS.secboot.fd',
  'OVMF_VARS.fd',
  'OVMF_CODE.cc.fd',
  'OVMF.amdsev.fd',
  'OVMF.inteltdx.fd',
  'OVMF.inteltdx.secboot.fd',
];

const cpu: BootTruth['cpu'] = {
  vendorId: 'AuthenticAMD',
  family: 25,
  model: 17,
  stepping: 1,
  modelName: 'by hand',
  microcode: '0x1',
  sockets: 1,
  coresPerSocket: 8,
  threadsPerCore: 2,
  flags: [],
  bugs: [],
  physicalBits: 46,
  virtualBits: 57,
  cpuid: [],
  libvirtModel: 'EPYC-Genoa',
  libvirtVendor: 'AMD',
};

const kernelView = { miscResources: [], miscRootFiles: [], miscChildFiles: [], logTexts: {} } as const;

const qemu: BootTruth['qemu'] = {
  id: '10.1',
  version: '10.1.2',
  guestTypes: ['sev-guest', 'sev-snp-guest', 'tdx-guest'],
  q35Machine: 'pc-q35-10.1',
  sevInitFunction: 'sev_common_kvm_init',
  tdxIoctlWording: true,
  sevCapabilities: { available: false, message: '' },
};

const libvirtView: BootTruth['libvirt']['view'] = {
  launchSecurityElement: true,
  knowsSnp: true,
  knowsTdx: true,
  checksTdxVmType: true,
  tdxFeatureElement: true,
  s390pvOnX86: false,
  sevGuestCounts: true,
  sevCpu0Id: true,
  elements: [],
  monitorClosedText: 'QEMU unexpectedly closed the monitor',
};
