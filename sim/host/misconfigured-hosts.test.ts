import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import type { KeyPool } from '../contracts/protection.js';
import type { BootTruth } from '../contracts/truth.js';
import { bootHost } from './boot.js';
import { changedDescription } from './changed-description.js';
import { acceptedTypes } from './libvirt-probe.js';

/** What one row of the catalogue shows. Absent members are not compared. */
interface Shown {
  /** Flags that are there, and with a minus those that are not. */
  readonly flags?: string;
  /** Lines that are printed, in this order. */
  readonly says?: readonly string[];
  /** Parts of lines that are not printed. */
  readonly silentOn?: readonly string[];
  readonly devSev?: boolean;
  /** sev, sev_es and sev_snp as read; `absent` when there is no such directory. */
  readonly parameters?: string;
  readonly capacity?: Partial<Record<KeyPool, number>>;
  /** Launch-security types libvirt accepts. */
  readonly accepts?: string;
  readonly vmTypes?: string;
}

function expectShown(boot: BootTruth, shown: Shown): void {
  const log = lines(boot);
  for (const flag of shown.flags?.split(' ') ?? []) {
    expect.soft(boot.cpu.flags.includes(flag.replace('-', '')), `flag ${flag}`).toBe(!flag.startsWith('-'));
  }
  expect.soft(log.filter((line) => shown.says?.includes(line))).toEqual(shown.says ?? []);
  for (const part of shown.silentOn ?? []) expect.soft(log.filter((line) => line.includes(part))).toEqual([]);
  const compared: readonly (readonly [unknown, unknown])[] = [
    [shown.devSev, boot.nodes.some(({ path }) => path === '/dev/sev')],
    [shown.parameters, parametersOf(boot)],
    [shown.capacity, boot.miscCapacity],
    [shown.accepts, acceptedTypes(boot).join(' ')],
    [shown.vmTypes, boot.kvm.vmTypes.join(' ')],
  ];
  for (const [expected, found] of compared) if (expected !== undefined) expect.soft(found).toEqual(expected);
}

function lines({ kernel }: BootTruth): readonly string[] {
  return kernel.log.flatMap(({ code, facts }) => {
    const template = kernel.view.logTexts[code];
    return template === undefined ? [] : [template.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name]))];
  });
}

function parametersOf({ kvm }: BootTruth): string {
  if (!kvm.loaded) return 'absent';
  return ['sev', 'sev_es', 'sev_snp'].map((name) => (kvm.parameters[name] === true ? 'Y' : 'N')).join('/');
}

type Row = readonly [
  row: string,
  machine: string,
  kernel: string,
  settings: Readonly<Record<string, number | true>>,
  changes: Readonly<Record<string, unknown>>,
  shown: Shown,
];

const min100 = { 'min-sev-asid': 100 };
const allOn: Shown = { devSev: true, parameters: 'Y/Y/Y', capacity: { sev: 907, sev_es: 99 }, accepts: 'sev sev-snp' };
const snpOff: Shown = {
  devSev: true,
  parameters: 'Y/Y/N',
  capacity: { sev: 907, sev_es: 99 },
  accepts: 'sev sev-snp',
  vmTypes: 'default sev sev-es',
};
const allOff: Shown = { parameters: 'N/N/N', accepts: '', vmTypes: 'default' };

const amdRows: readonly Row[] = [
  [
    'sound host',
    'genoa',
    '6.18',
    min100,
    {},
    {
      ...allOn,
      flags: 'sev sev_es sev_snp',
      says: [
        'kvm_amd: SEV enabled (ASIDs 100 - 1006)',
        'kvm_amd: SEV-ES enabled (ASIDs 1 - 99)',
        'kvm_amd: SEV-SNP enabled (ASIDs 1 - 99)',
      ],
    },
  ],
  [
    'A1 SMEE off',
    'genoa',
    '6.18',
    min100,
    { 'amd.smee': false },
    {
      ...allOff,
      flags: '-sme -sev -sev_es -sev_snp',
      devSev: false,
      capacity: {},
      silentOn: ['kvm_amd'],
      says: ['ccp 0000:09:00.5: SEV: memory encryption not enabled by BIOS'],
    },
  ],
  [
    'A2 SMM not locked',
    'genoa',
    '6.18',
    min100,
    { 'amd.smmLocked': false },
    { ...allOff, flags: '-sev -sev_es -sev_snp', devSev: false, capacity: {}, silentOn: ['kvm_amd'] },
  ],
  [
    'A3 MIN = 1',
    'milan',
    '6.18',
    { 'min-sev-asid': 1 },
    {},
    {
      flags: 'sev sev_es sev_snp',
      devSev: true,
      parameters: 'Y/N/N',
      capacity: { sev: 509 },
      accepts: 'sev sev-snp',
      says: [
        'kvm_amd: SEV enabled (ASIDs 1 - 509)',
        'kvm_amd: SEV-ES disabled (ASIDs 0 - 0)',
        'kvm_amd: SEV-SNP disabled (ASIDs 0 - 0)',
      ],
    },
  ],
  [
    'A4 MIN = MAX + 1',
    'milan',
    '6.18',
    {},
    { 'amd.cpuid8000001f.edx': 510 },
    {
      parameters: 'Y/Y/Y',
      capacity: { sev_es: 509 },
      vmTypes: 'default sev sev-es snp',
      says: [
        'kvm_amd: SEV unusable (ASIDs 510 - 509)',
        'kvm_amd: SEV-ES enabled (ASIDs 1 - 509)',
        'kvm_amd: SEV-SNP enabled (ASIDs 1 - 509)',
      ],
    },
  ],
  [
    'A4 on 7.2, which hides the VM type',
    'milan',
    '7.2',
    {},
    { 'amd.cpuid8000001f.edx': 510 },
    {
      parameters: 'Y/Y/Y',
      capacity: { sev_es: 509 },
      vmTypes: 'default sev-es snp',
      says: ['kvm_amd: SEV unusable (ASIDs 510 - 509)'],
    },
  ],
  [
    'A5 MIN = MAX + 2',
    'milan',
    '6.18',
    {},
    { 'amd.cpuid8000001f.edx': 511 },
    { parameters: 'Y/Y/Y', capacity: { sev_es: 510 }, says: ['kvm_amd: SEV unusable (ASIDs 511 - 509)'] },
  ],
  [
    'A6 SNP memory coverage off',
    'genoa',
    '6.18',
    min100,
    { 'amd.rmp': 'none' },
    {
      ...snpOff,
      flags: 'sev sev_es -sev_snp',
      says: ['SEV-SNP: Memory for the RMP table has not been reserved by BIOS'],
      silentOn: ['kvm_amd: SEV-SNP'],
    },
  ],
  [
    'A7 RMP too small',
    'genoa',
    '6.18',
    min100,
    { 'amd.rmp': 'too-small' },
    {
      ...snpOff,
      flags: 'sev_snp',
      says: [
        'SEV-SNP: Memory reserved for the RMP table does not cover full system RAM (expected 0xc0004000 got 0x60002000)',
        'AMD-Vi: SNP: RMP initialization failed, SNP cannot be supported.',
        'kvm_amd: SEV-SNP disabled (ASIDs 1 - 99)',
      ],
    },
  ],
  [
    'A8 IOMMU off or passthrough',
    'genoa',
    '6.18',
    min100,
    { 'amd.iommu': 'passthrough-or-off' },
    {
      ...snpOff,
      flags: 'sev_snp',
      says: [
        'AMD-Vi: SNP: IOMMU disabled or configured in passthrough mode, SNP cannot be supported.',
        'kvm_amd: SEV-SNP disabled (ASIDs 1 - 99)',
      ],
    },
  ],
  [
    'A9 IOMMU with v2 page table',
    'genoa',
    '6.18',
    min100,
    { 'amd.iommu': 'v2-page-table' },
    { ...snpOff, flags: 'sev_snp', says: ['AMD-Vi: SNP: IOMMU is configured with V2 page table mode, SNP cannot be supported.'] },
  ],
  [
    'A10 IOMMU without SNP',
    'genoa',
    '6.18',
    { 'min-sev-asid': 256 },
    { 'amd.iommu': 'no-snp-feature' },
    {
      ...snpOff,
      capacity: { sev: 751, sev_es: 255 },
      flags: 'sev_snp',
      says: ['AMD-Vi: SNP: IOMMU SNP feature not enabled, SNP cannot be supported.'],
    },
  ],
  ['A11 sev=nosnp', 'genoa', '6.18', min100, { 'boot.snpOff': true }, { ...snpOff, flags: '-sev_snp', silentOn: ['SEV-SNP'] }],
  [
    'A12 SNP_INIT fails, 6.12',
    'genoa',
    '6.12',
    min100,
    { 'amd.psp.snpInitError': 3 },
    {
      devSev: true,
      parameters: 'Y/Y/Y',
      capacity: { sev: 907, sev_es: 99 },
      accepts: '',
      says: [
        'ccp 0000:09:00.5: SEV-SNP: failed to INIT rc -5, error 0x3',
        'ccp 0000:09:00.5: SEV: failed to INIT error 0x1, rc -5',
      ],
    },
  ],
  [
    'A12 SNP_INIT fails, 6.18',
    'genoa',
    '6.18',
    min100,
    { 'amd.psp.snpInitError': 3 },
    {
      devSev: true,
      parameters: 'N/N/N',
      capacity: { sev: 907, sev_es: 99 },
      accepts: '',
      says: ['ccp 0000:09:00.5: SEV-SNP: failed to INIT rc -5, error 0x3', 'kvm_amd: SEV disabled (ASIDs 100 - 1006)'],
    },
  ],
  [
    'A13 platform status fails, 6.12',
    'genoa',
    '6.12',
    { 'min-sev-asid': 256 },
    { 'amd.psp.statusError': 0x8003 },
    {
      devSev: false,
      parameters: 'Y/Y/Y',
      capacity: { sev: 751, sev_es: 255 },
      accepts: '',
      says: [
        'ccp 0000:09:00.5: sev enabled',
        'ccp 0000:09:00.5: SEV: failed to get status. Error: 0x8003',
        'kvm_amd: SEV enabled (ASIDs 256 - 1006)',
        'kvm_amd: SEV-ES enabled (ASIDs 1 - 255)',
        'kvm_amd: SEV-SNP enabled (ASIDs 1 - 255)',
      ],
    },
  ],
  [
    'A14 INIT fails with 0x13, 6.12',
    'rome',
    '6.12',
    min100,
    { 'amd.psp.initError': 0x13 },
    { devSev: true, parameters: 'Y/Y/N', accepts: '', capacity: { sev: 410, sev_es: 99 } },
  ],
  [
    'A15 INIT fails with 0xe',
    'genoa',
    '6.12',
    { ...min100 },
    { 'amd.psp.initError': 0xe, 'amd.rmp': 'none' },
    { devSev: true, parameters: 'Y/Y/N', accepts: '', capacity: { sev: 907, sev_es: 99 } },
  ],
  [
    'A16 SNP firmware 1.49, 6.12',
    'milan',
    '6.12',
    min100,
    { 'amd.psp.api.minor': 49 },
    { devSev: true, parameters: 'Y/Y/Y', capacity: { sev: 410, sev_es: 99 }, accepts: '' },
  ],
  [
    'A16 SNP firmware 1.49, a 6.12 that goes on without SNP',
    'milan',
    '6.12',
    min100,
    { 'amd.psp.api.minor': 49, 'kernel.kvmAmd.oldSnpFirmwareDisablesSev': false },
    { devSev: true, parameters: 'Y/Y/Y', capacity: { sev: 410, sev_es: 99 }, accepts: 'sev sev-snp' },
  ],
  [
    'A16 SNP firmware 1.49, 6.18',
    'milan',
    '6.18',
    min100,
    { 'amd.psp.api.minor': 49 },
    { devSev: true, parameters: 'N/N/N', capacity: { sev: 410, sev_es: 99 }, accepts: '' },
  ],
  [
    'A17 kvm_amd.sev=0, 6.18',
    'genoa',
    '6.18',
    min100,
    { 'boot.moduleParameters.kvm_amd.sev': false },
    {
      ...allOff,
      devSev: true,
      capacity: {},
      flags: 'sev sev_es sev_snp',
      says: [
        'kvm_amd: SEV disabled (ASIDs 0 - 0)',
        'kvm_amd: SEV-ES disabled (ASIDs 0 - 0)',
        'kvm_amd: SEV-SNP disabled (ASIDs 0 - 0)',
      ],
    },
  ],
  [
    'A17 kvm_amd.sev=0, 6.17',
    'genoa',
    '6.17',
    min100,
    { 'boot.moduleParameters.kvm_amd.sev': false },
    {
      ...allOff,
      capacity: {},
      says: [
        'kvm_amd: SEV disabled (ASIDs 0 - 0)',
        'kvm_amd: SEV-ES disabled (ASIDs 0 - 4294967295)',
        'kvm_amd: SEV-SNP disabled (ASIDs 0 - 4294967295)',
      ],
    },
  ],
  [
    'A18 kvm_amd.sev_es=0',
    'genoa',
    '6.17',
    min100,
    { 'boot.moduleParameters.kvm_amd.sev_es': false },
    {
      devSev: true,
      parameters: 'Y/N/N',
      capacity: { sev: 907 },
      accepts: 'sev sev-snp',
      says: [
        'kvm_amd: SEV enabled (ASIDs 100 - 1006)',
        'kvm_amd: SEV-ES disabled (ASIDs 1 - 99)',
        'kvm_amd: SEV-SNP disabled (ASIDs 1 - 99)',
      ],
    },
  ],
  [
    'A19 npt=0',
    'genoa',
    '6.18',
    min100,
    { 'boot.moduleParameters.kvm_amd.npt': false },
    { ...allOff, devSev: true, capacity: {} },
  ],
  [
    'A19 nrips=0',
    'genoa',
    '6.18',
    min100,
    { 'boot.moduleParameters.kvm_amd.nrips': 0 },
    { ...allOff, devSev: true, capacity: {} },
  ],
  [
    'lbrv=0',
    'genoa',
    '6.18',
    min100,
    { 'boot.moduleParameters.kvm_amd.lbrv': 0 },
    { parameters: 'Y/N/N', capacity: { sev: 907 } },
  ],
  [
    'enable_mmio_caching=0',
    'genoa',
    '6.18',
    min100,
    { 'boot.moduleParameters.kvm.enable_mmio_caching': false },
    { parameters: 'Y/N/N', capacity: { sev: 907 } },
  ],
  [
    'A20 all ids to ciphertext hiding',
    'turin',
    '6.18',
    min100,
    { 'boot.moduleParameters.kvm_amd.ciphertext_hiding_asids': 99, 'amd.psp.ciphertextHiding': true },
    {
      parameters: 'Y/Y/Y',
      capacity: { sev: 907, sev_es: 99 },
      says: [
        'kvm_amd: SEV-SNP ciphertext hiding enabled',
        'kvm_amd: SEV-ES unusable (ASIDs 100 - 99)',
        'kvm_amd: SEV-SNP enabled (ASIDs 1 - 99)',
      ],
    },
  ],
  [
    'A21 firmware without SEV-ES, 7.2',
    'genoa',
    '7.2',
    min100,
    { 'amd.psp.svn': 0x1b },
    {
      ...allOn,
      vmTypes: 'default sev snp',
      says: [
        'kvm_amd: SEV enabled (ASIDs 100 - 1006)',
        'kvm_amd: SEV-ES unusable (ASIDs 1 - 99)',
        'kvm_amd: SEV-SNP enabled (ASIDs 1 - 99)',
      ],
    },
  ],
  [
    'A21 firmware without SEV-ES, 6.18',
    'genoa',
    '6.18',
    min100,
    { 'amd.psp.svn': 0x1b },
    { ...allOn, vmTypes: 'default sev sev-es snp', says: ['kvm_amd: SEV-ES enabled (ASIDs 1 - 99)'] },
  ],
  [
    'A22 a CPU is offline, 7.2',
    'genoa',
    '7.2',
    min100,
    { 'amd.psp.allCpusOnline': false },
    { devSev: true, parameters: 'N/N/N', capacity: { sev: 907, sev_es: 99 }, accepts: '' },
  ],
  ['A23 no misc controller', 'genoa', '6.18', min100, { 'boot.miscController': false }, { ...allOn, capacity: {} }],
  [
    'A25 kvm_amd not loaded',
    'genoa',
    '6.18',
    min100,
    { 'boot.kvmLoaded': false },
    { devSev: true, parameters: 'absent', capacity: {}, accepts: '', vmTypes: '', silentOn: ['kvm_amd'] },
  ],
  [
    '/dev/sev hidden from the container',
    'genoa',
    '6.18',
    min100,
    { 'boot.hiddenNodes': ['/dev/sev'] },
    { ...allOn, devSev: false, accepts: '' },
  ],
  [
    'libvirt cache from before SEV was enabled',
    'genoa',
    '6.18',
    min100,
    { 'boot.staleLibvirtCache': 'before-enabling' },
    { ...allOn, accepts: '' },
  ],
  [
    'libvirt cache from before SEV was disabled',
    'genoa',
    '6.18',
    min100,
    { 'boot.staleLibvirtCache': 'before-disabling', 'boot.moduleParameters.kvm_amd.sev': false },
    { ...allOff, accepts: 'sev sev-snp' },
  ],
];

describe('AMD', () => {
  it.each(amdRows)('%s', (_, machine, kernel, settings, changes, shown) => {
    expectShown(bootHost(changedDescription(composeHost({ machine, settings, versions: { kernel } }), changes)), shown);
  });
});

/** kvm_intel's tdx parameter as read. */
function tdxParameter({ kvm }: BootTruth): string {
  if (!kvm.loaded) return 'absent';
  return kvm.parameters.tdx === undefined ? 'no file' : kvm.parameters.tdx === true ? 'Y' : 'N';
}

const range = 'virt/tdx: BIOS enabled: private KeyID range [32, 64)';
const s3 = 'virt/tdx: Disable ACPI S3. Turn off TDX in the BIOS to use ACPI S3.';
const on: Shown = { capacity: { tdx: 31 }, accepts: 'tdx', vmTypes: 'default tdx', flags: 'tdx_host_platform' };
const off: Shown = { capacity: {}, accepts: '', vmTypes: 'default' };
const gone: Shown = { capacity: {}, accepts: '', vmTypes: '', flags: 'tdx_host_platform' };

const intelRows: readonly (readonly [string, string, Readonly<Record<string, unknown>>, string, Shown])[] = [
  ['sound host, 6.18', '6.18', {}, 'Y', { ...on, says: [range, s3, 'virt/tdx: module initialized'] }],
  ['sound host, 7.2', '7.2', {}, 'Y', { ...on, says: [range, s3, 'virt/tdx: TDX-Module initialized'] }],
  [
    'T1 TDX off in BIOS, 6.18',
    '6.18',
    { 'intel.tdxEnabled': false },
    'N',
    { ...off, flags: '-tdx_host_platform', says: ['kvm_intel: tdx: no TDX private KeyIDs available'], silentOn: ['virt/tdx'] },
  ],
  [
    'T1 TDX off in BIOS, 7.2',
    '7.2',
    { 'intel.tdxEnabled': false },
    'N',
    {
      ...off,
      flags: '-tdx_host_platform',
      says: ['virt/tdx: TDX not supported by the host platform', 'kvm_intel: TDX not supported by the host platform'],
    },
  ],
  [
    'T2 one private key',
    '6.18',
    { 'intel.keyPartition': { mktmeKeys: 62, tdxKeys: 1 } },
    'N',
    {
      ...off,
      flags: '-tdx_host_platform',
      says: [
        'virt/tdx: BIOS enabled: private KeyID range [63, 64)',
        'virt/tdx: initialization failed: too few private KeyIDs available.',
      ],
    },
  ],
  [
    'T3 hibernation',
    '6.18',
    { 'boot.hibernation': true },
    'N',
    { ...off, flags: '-tdx_host_platform', says: ['virt/tdx: initialization failed: Hibernation support is enabled'] },
  ],
  [
    'T4 no module, 6.18',
    '6.18',
    { 'intel.module': undefined },
    'N',
    { ...off, flags: 'tdx_host_platform', says: [range, s3, 'virt/tdx: module not loaded'] },
  ],
  [
    'T4 no module, 7.2',
    '7.2',
    { 'intel.module': undefined },
    'N',
    {
      ...off,
      flags: 'tdx_host_platform',
      says: ['virt/tdx: module not loaded', 'virt/tdx: TDX-Module initialization failed (-19)'],
    },
  ],
  [
    'T5 kvm_intel.tdx unset, 6.18',
    '6.18',
    { 'boot.moduleParameters.kvm_intel': {} },
    'N',
    { ...off, flags: 'tdx_host_platform', says: [range, s3], silentOn: ['module initialized'] },
  ],
  [
    'T5 kvm_intel.tdx unset, 7.2',
    '7.2',
    { 'boot.moduleParameters.kvm_intel': {} },
    'N',
    { ...off, flags: 'tdx_host_platform', says: [range, s3, 'virt/tdx: TDX-Module initialized'] },
  ],
  [
    'T6 virtualisation not enabled at load',
    '6.18',
    { 'boot.moduleParameters.kvm.enable_virt_at_load': false },
    'N',
    { ...off, flags: 'tdx_host_platform', says: ['kvm_intel: tdx: tdx requires kvm.enable_virt_at_load=1'] },
  ],
  [
    'T7 module clobbers RBP, 6.18',
    '6.18',
    { 'intel.module.keepsRbp': false },
    'absent',
    {
      ...gone,
      says: [
        'virt/tdx: frame pointer (RBP) clobber bug present, upgrade TDX module',
        'virt/tdx: module initialization failed (-22)',
      ],
    },
  ],
  ['T7 module clobbers RBP, 7.2', '7.2', { 'intel.module.keepsRbp': false }, 'N', { ...off, flags: 'tdx_host_platform' }],
  ['T7b incomplete module, 6.18', '6.18', { 'intel.module.complete': false }, 'absent', gone],
  ['T7b incomplete module, 7.2', '7.2', { 'intel.module.complete': false }, 'absent', gone],
  ['T8 too few vCPUs per TD', '6.18', { 'intel.module.vcpusPerTdMax': 8 }, 'absent', gone],
  ['T9 a package is offline', '6.18', { 'intel.everyPackageOnline': false }, 'Y', on],
  [
    'T10 built without TDX host support',
    '6.18',
    { 'kernel.tdxHost': false, 'kernel.miscResources': ['sev', 'sev_es'] },
    'no file',
    { ...off, flags: '-tdx_host_platform', silentOn: ['virt/tdx'] },
  ],
  ['T11 TDX without a misc resource', '6.8-ubuntu-tdx', {}, 'Y', { ...on, capacity: {} }],
  [
    'T12 TME on, TME-MT off',
    '6.18',
    { 'intel.tmeMt': false },
    'N',
    { ...off, flags: 'tme -tdx_host_platform', says: ['x86/tme: enabled by BIOS'], silentOn: ['mktme'] },
  ],
];

describe('Intel', () => {
  it.each(intelRows)('%s', (_, kernel, changes, parameter, shown) => {
    const boot = bootHost(changedDescription(composeHost({ machine: 'emerald-rapids', versions: { kernel } }), changes));
    expectShown(boot, shown);
    expect(tdxParameter(boot)).toBe(parameter);
    expect(boot.nodes.some(({ path }) => path === '/dev/kvm')).toBe(parameter !== 'absent');
  });

  it('7.2 says on every boot of an AMD machine too that TDX is not supported', () => {
    const boot = bootHost(composeHost({ machine: 'rome', versions: { kernel: '7.2' } }));
    expect(lines(boot)).toContain('virt/tdx: TDX not supported by the host platform');
  });

  it('libvirt before 11.10 believes in TDX wherever QEMU has the object', () => {
    const description = composeHost({ machine: 'emerald-rapids' });
    const believing = { 'intel.tdxEnabled': false, 'libvirt.checksTdxVmType': false };
    expect(acceptedTypes(bootHost(changedDescription(description, believing)))).toEqual(['tdx']);
  });
});

describe('older kernels', () => {
  it('a kernel that does not handle MIN above MAX + 1 registers a wrapped capacity', () => {
    const description = composeHost({ machine: 'milan', versions: { kernel: '6.1' } });
    const old = changedDescription(description, { 'amd.cpuid8000001f.edx': 512, 'kernel.quirks': ['min-above-max-not-handled'] });
    expect(bootHost(old).miscCapacity).toEqual({ sev: 4294967294, sev_es: 511 });
  });

  it('one preview kernel counted the global key among the guests’ keys', () => {
    const description = composeHost({ machine: 'emerald-rapids' });
    const preview = changedDescription(description, { 'kernel.quirks': ['tdx-capacity-counts-global-key'] });
    expect(bootHost(preview).miscCapacity).toEqual({ tdx: 32 });
    expect(bootHost(preview).keyRanges[0]?.size).toBe(31);
  });

  it('a stray ciphertext_hiding_asids shrinks the SEV-ES range on a host without SNP', () => {
    const changes = { 'amd.rmp': 'none', 'boot.moduleParameters.kvm_amd.ciphertext_hiding_asids': 40 };
    const boot = bootHost(changedDescription(composeHost({ machine: 'genoa', settings: min100 }), changes));
    expect(boot.keyRanges.map(({ first, size }) => [first, size])).toEqual([
      [100, 907],
      [41, 59],
      [1, 40],
    ]);
    expect(boot.kvm.parameters.ciphertext_hiding_asids).toBe(40);
  });

  it('where SNP works and the firmware cannot hide ciphertext, the parameter reads 0', () => {
    const changes = { 'boot.moduleParameters.kvm_amd.ciphertext_hiding_asids': 40 };
    const boot = bootHost(changedDescription(composeHost({ machine: 'genoa', settings: min100 }), changes));
    expect(boot.kvm.parameters.ciphertext_hiding_asids).toBe(0);
    expect(boot.keyRanges).toHaveLength(2);
  });
});
