import type {
  BootTruth,
  CpuTruth,
  HostTruth,
  KvmTruth,
  LiveTruth,
  MiscGroupTruth,
  MiscResourceTruth,
} from '../contracts/truth.js';

/**
 * Truths written by hand for tests of single rules: surfaces must follow from a truth, wherever it came from. Tests of what a
 * whole machine shows boot a real one instead.
 */
export function truthOf(boot: Partial<BootTruth> = {}, live: Partial<LiveTruth> = {}): HostTruth {
  return { boot: { ...genoaBoot, ...boot }, live: { miscGroups: [groupOf('/')], keyUsage: [], guests: [], ...live } };
}

/** A cgroup that nobody touched, with some resources changed. */
export function groupOf(path: string, resources: Partial<MiscGroupTruth['resources']> = {}): MiscGroupTruth {
  return { path, resources: { sev: untouched, sev_es: untouched, tdx: untouched, ...resources } };
}

/** A misc resource nobody touched. */
export const untouched: MiscResourceTruth = { max: 'max', current: 0n, peak: 0n, events: 0n, eventsLocal: 0n };

/** An EPYC Genoa with 1006 ASIDs; 8000_001F as dumped, with EDX replaced. */
export function genoaCpu(minimumSevAsid: number): CpuTruth {
  return {
    vendorId: 'AuthenticAMD',
    family: 25,
    model: 17,
    stepping: 1,
    modelName: 'AMD EPYC 9654 96-Core Processor',
    microcode: '0xa101148',
    sockets: 2,
    coresPerSocket: 96,
    threadsPerCore: 2,
    flags: 'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat svm ibrs ibpb stibp ssbd sev sev_es sev_snp'.split(
      ' ',
    ),
    bugs: ['sysret_ss_attrs', 'spectre_v1', 'spectre_v2', 'spec_store_bypass', 'srso'],
    physicalBits: 46,
    virtualBits: 57,
    cpuid: [{ leaf: 0x8000001f, subleaf: 0, eax: 0x030ffffb, ebx: 0x000041b3, ecx: 1006, edx: minimumSevAsid }],
    libvirtModel: 'EPYC-Genoa',
    libvirtVendor: 'AMD',
    tscHz: 2_400_000_000,
  };
}

/** kvm_amd with all of SEV on. */
export const kvmAmd: KvmTruth = {
  module: 'kvm_amd',
  loaded: true,
  parameters: { nested: 1, sev: true, sev_es: true, sev_snp: true, ciphertext_hiding_asids: 0 },
  vmTypes: ['default', 'sev', 'sev-es', 'snp'],
};

const genoaBoot: BootTruth = {
  key: 'genoa by hand',
  machine: 'genoa',
  cpu: genoaCpu(100),
  memoryBytes: 824633720832,
  kernel: {
    id: '6.18',
    release: '6.18.15',
    commandLine: 'BOOT_IMAGE=/vmlinuz ro',
    log: [
      { code: 'linux.banner', facts: { release: '6.18.15' } },
      { code: 'ccp.sev-enabled', facts: {} },
      { code: 'kvm-amd.sev', facts: { state: 'enabled', first: 100, last: 1006, count: 907 } },
    ],
    view: {
      miscResources: ['sev', 'sev_es', 'tdx'],
      miscRootFiles: ['capacity', 'current', 'peak'],
      miscChildFiles: ['max', 'current', 'peak', 'events', 'events.local'],
      logTexts: {
        'linux.banner': 'Linux version {release}',
        'kvm-amd.sev': 'kvm_amd: SEV {state} (ASIDs {first} - {last})',
      },
    },
  },
  kvm: kvmAmd,
  nodes: [
    { path: '/dev/kvm', kind: 'character-device', mode: 0o660, major: 10, minor: 232 },
    { path: '/dev/sev', kind: 'character-device', mode: 0o600, major: 10, minor: 124 },
  ],
  cgroup: { miscController: true, namespace: 'root' },
  miscCapacity: { sev: 907, sev_es: 99 },
  keyRanges: [],
  qemu: {
    id: '10.1',
    version: '10.1.2',
    guestTypes: ['sev-guest', 'sev-snp-guest', 'tdx-guest'],
    q35Machine: 'pc-q35-10.1',
    sevInitFunction: 'sev_common_kvm_init',
    tdxIoctlWording: true,
    sevCapabilities: { available: true, cbitpos: 51, reducedPhysBits: 1, cpu0Id: 'Y3B1MA==' },
  },
  libvirt: {
    id: '12',
    version: '12.8.0',
    view: {
      launchSecurityElement: true,
      knowsSnp: true,
      knowsTdx: true,
      checksTdxVmType: true,
      tdxFeatureElement: true,
      s390pvOnX86: true,
      sevGuestCounts: true,
      sevCpu0Id: true,
      elements: [
        ...['firmwareFeatures', 'varstore', 'maxphysaddr', 'blockers', 'canonical', 'nvme', 'iommufd'],
        ...['redirdev', 'channel', 'crypto', 'interface', 'panic', 'console', 'async-teardown', 'ps2', 'sgx', 'hyperv'],
      ],
      monitorClosedText: "QEMU unexpectedly closed the monitor (vm='NAME')",
    },
  },
  firmwareFiles: ['/usr/share/edk2/ovmf/OVMF_CODE.secboot.fd', '/usr/share/edk2/ovmf/OVMF_VARS.fd'],
  launchable: {
    sev: { possible: true },
    'sev-es': { possible: true },
    snp: { possible: true },
    tdx: { possible: false, because: 'cpu-lacks-it' },
  },
  assumedFacts: [],
};
