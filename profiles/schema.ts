/**
 * The form of every file under `profiles/`. The JSON Schemas in `schemas/` are generated from here
 * (`scripts/dev/update-profile-schema.ts`), so an editor completes and checks what `load.ts` will accept.
 */
import { z } from 'zod';
import { provenances } from './provenance.js';

/** A value with provenance and source, as machine files write every fact. */
function fact<Value extends z.ZodType>(value: Value, about: string) {
  return z
    .strictObject({
      value,
      provenance: z.enum(provenances).describe('captured, documented, derived or assumed'),
      source: z.string().min(8).describe('Where the value comes from, precisely enough to look it up'),
    })
    .describe(about);
}

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower-case letters, digits, dots and dashes');
const about = z.string().min(10).describe('One sentence: what this is');
const source = z.string().min(8).describe('Where the facts of this file come from');
const word = z.string().regex(/^\S+$/, 'one word without white space');
const register = z.int().min(0).max(0xffffffff);
const count = z.int().min(0);
const positive = z.int().min(1);
const parameterValues = z.record(z.string(), z.union([z.boolean(), z.int()]));

const cpu = z.strictObject({
  architecture: fact(z.enum(['x86_64', 's390x']), 'Instruction set'),
  vendorId: fact(z.string(), 'CPUID vendor string: AuthenticAMD, GenuineIntel, IBM/S390'),
  family: fact(count, 'Family as /proc/cpuinfo prints it'),
  model: fact(count, 'Model as /proc/cpuinfo prints it'),
  stepping: fact(count, 'Stepping as /proc/cpuinfo prints it'),
  modelName: fact(z.string(), 'Brand string'),
  microcode: fact(z.string().regex(/^0x[0-9a-f]+$/), 'Microcode revision as /proc/cpuinfo prints it'),
  sockets: fact(positive, 'Sockets'),
  coresPerSocket: fact(positive, 'Cores per socket'),
  threadsPerCore: fact(positive, 'Threads per core'),
  flags: fact(z.array(word).min(1), 'Flags of /proc/cpuinfo that no configuration changes, in the order printed'),
  bugs: fact(z.array(word), 'Bugs of /proc/cpuinfo, in the order printed'),
  rawPhysicalBits: fact(count, 'Physical-address bits before memory encryption takes its share'),
  virtualBits: fact(count, 'Virtual-address bits'),
  cpuid80000008Eax: fact(register, 'CPUID 8000_0008 EAX: physical bits in [7:0], virtual bits in [15:8]'),
  libvirtModel: fact(z.string(), 'CPU model name in the maps of libvirt and QEMU'),
  tscHz: fact(positive, 'Frequency of the time stamp counter in Hz').optional(),
});

const amd = z.strictObject({
  cpuid8000001f: z.strictObject({
    eax: fact(register, 'Features: bit 1 SEV, 3 SEV-ES, 4 SEV-SNP'),
    ebx: fact(register, 'C-bit position [5:0], physical-address reduction [11:6], VMPLs [15:12]'),
    ecx: fact(register, 'Highest ASID an encrypted guest can have'),
    edx: fact(register, 'Lowest ASID of a SEV guest without ES: a BIOS choice, factory value 1'),
  }),
  smee: fact(z.boolean(), 'SYSCFG[23]: secure memory encryption enabled by BIOS'),
  smmLocked: fact(z.boolean(), 'HWCR[0]: system management mode locked'),
  rmp: fact(z.enum(['full', 'too-small', 'none']), 'Memory reserved for the RMP table'),
  iommu: fact(z.enum(['on', 'passthrough-or-off', 'v2-page-table', 'no-snp-feature']), 'IOMMU as far as SNP minds'),
  psp: z.strictObject({
    api: fact(z.strictObject({ major: count, minor: count, build: count }), 'SEV firmware API version and build'),
    svn: fact(count, 'Security version number of the SNP firmware'),
    ciphertextHiding: fact(z.boolean(), 'The firmware can hide ciphertext'),
    statusError: fact(positive, 'Error of the platform status command').optional(),
    snpInitError: fact(positive, 'Error of SNP_INIT').optional(),
    initError: fact(positive, 'Error of INIT').optional(),
    allCpusOnline: fact(z.boolean(), 'Every present CPU is online when SNP is initialised'),
  }),
  pspAddress: fact(z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/), 'PCI address of the security processor'),
  cpuid80000025: z
    .strictObject({
      eax: fact(register, 'Segmented RMP: smallest [5:0] and largest [11:6] segment as powers of two'),
      ebx: fact(register, 'Segmented RMP: cacheable segments [9:0], hard limit in bit 10'),
    })
    .optional(),
});

const intel = z.strictObject({
  tme: fact(z.boolean(), 'Total memory encryption on'),
  tmeMt: fact(z.boolean(), 'Multi-tenant (multi-key) memory encryption on'),
  keyIdBits: fact(z.int().min(0).max(15), 'Key-ID bits B activated for TME-MT and TDX together'),
  keySplit: fact(z.int().min(0).max(15), 'BIOS "TME-MT/TDX key split" s: 2^B - 2^(B-s) private keys'),
  keyPartition: fact(
    z.strictObject({ mktmeKeys: count, tdxKeys: count }),
    'MSR 0x87 as read, where it does not follow from bits and split',
  ).optional(),
  tdxEnabled: fact(z.boolean(), 'TDX enabled in BIOS'),
  tdxCapable: fact(z.boolean(), 'The CPU can do TDX at all'),
  module: z
    .strictObject({
      version: fact(z.string().regex(/^\d+\.\d+\.\d+$/), 'Version of the TDX module, e.g. 1.5.06'),
      keepsRbp: fact(z.boolean(), 'Has the fix that keeps RBP'),
      complete: fact(z.boolean(), 'Enumerates the topology and attributes KVM needs'),
      vcpusPerTdMax: fact(positive, 'MAX_VCPU_PER_TD'),
    })
    .describe('TDX module; absent when the SEAM loader loaded none')
    .optional(),
  everyPackageOnline: fact(z.boolean(), 'Every package has an online CPU'),
});

const boot = z.strictObject({
  commandLine: z.array(word).describe('Words of the kernel command line without module parameters, in order'),
  moduleParameters: z.record(z.string(), parameterValues).describe('Requested module parameters by module and name'),
  snpOff: z.boolean().describe('sev=nosnp is among the words').optional(),
  memoryEncryptionOn: z.boolean().describe('mem_encrypt=on is among the words').optional(),
  hibernation: z.boolean().describe('Hibernation is available'),
  kvmLoaded: z.boolean().describe('kvm_amd or kvm_intel is loaded'),
  miscController: z.boolean().describe('CONFIG_CGROUP_MISC'),
  cgroupNamespace: z.enum(['root', 'nested']).describe('Which cgroup the observer sees as the root'),
  hiddenNodes: z.array(z.string().startsWith('/')).describe('Device nodes hidden from the observer'),
  staleLibvirtCache: z.enum(['before-enabling', 'before-disabling']).describe('What the libvirt cache still shows').optional(),
  quoteGenerationService: z.boolean().describe('A quote generation service listens on its socket'),
});

/** Software versions of a host by name. */
const versions = z.strictObject({ kernel: z.string(), qemu: z.string(), libvirt: z.string(), ovmf: z.string() });

/** `machines/*.yaml`: one machine model; every fact with provenance, `boot` and `versions` are choices and need none. */
export const machineSchema = z.strictObject({
  id,
  about,
  cpu,
  memoryBytes: fact(positive, 'Installed memory in bytes'),
  amd: amd.describe('AMD memory encryption; absent on older machines').optional(),
  intel: intel.describe('Intel memory encryption; absent on older machines').optional(),
  s390: z.strictObject({ ultravisor: fact(z.boolean(), 'The ultravisor is present') }).optional(),
  boot: boot.describe('How the machine is booted unless a setting says otherwise'),
  versions: versions.partial().describe('Versions that differ from default-versions.yaml').optional(),
});

/** `kernels/*.yaml`. Fields are those of `KernelData` in description.ts. */
export const kernelSchema = z.strictObject({
  id,
  about,
  source,
  release: word.describe('What uname -r prints'),
  miscResources: z.array(z.enum(['sev', 'sev_es', 'tdx'])),
  miscRootFiles: z.array(word),
  miscChildFiles: z.array(word),
  kvmAmd: z.strictObject({
    parameters: z.array(word),
    parameterDefaults: parameterValues,
    emptyRangeErrno: z.enum(['ENOTTY', 'EBUSY']),
    snpHost: z.boolean(),
    pspFailureClearsParameters: z.boolean(),
    oldSnpFirmwareDisablesSev: z.boolean(),
    ciphertextHiding: z.boolean(),
    hidesUnusableVmTypes: z.boolean(),
    unreadRangeLast: count,
    esMayBeUnusable: z.boolean(),
  }),
  kvmIntel: z.strictObject({
    parameters: z.array(word),
    parameterDefaults: parameterValues,
    moduleInitialisedAt: z.enum(['boot', 'kvm-load']),
    tdxWithoutMisc: z.boolean(),
  }),
  tdxHost: z.boolean(),
  clearsTmeFlag: z.boolean(),
  debugSwapFlag: z.boolean(),
  sevSnpFlag: z.boolean(),
  logTexts: z.record(z.string().regex(/^[a-z0-9.-]+$/), z.string().min(1)),
  quirks: z.array(word),
});

/** `hypervisors/qemu/*.yaml`. */
export const qemuSchema = z.strictObject({
  id,
  about,
  source,
  version: word,
  guestTypes: z.array(z.enum(['sev-guest', 'sev-snp-guest', 'tdx-guest'])),
  q35Machine: z.string().startsWith('pc-q35-'),
  sevInitFunction: z.enum(['sev_kvm_init', 'sev_common_kvm_init']),
  tdxIoctlWording: z.boolean(),
  reportsCpu0Id: z.boolean(),
  cpuModels: z.array(word),
});

/** `hypervisors/libvirt/*.yaml`. */
export const libvirtSchema = z.strictObject({
  id,
  about,
  source,
  version: word,
  launchSecurityElement: z.boolean(),
  knowsSnp: z.boolean(),
  knowsTdx: z.boolean(),
  checksTdxVmType: z.boolean(),
  tdxFeatureElement: z.boolean(),
  s390pvOnX86: z.boolean(),
  sevGuestCounts: z.boolean(),
  sevCpu0Id: z.boolean(),
  elements: z.array(word),
  monitorClosedText: z.string(),
});

/** One descriptor of QEMU's `docs/interop/firmware.json`, of which the simulator uses this much. */
const firmwareDescriptor = z.strictObject({
  name: word.describe('File name'),
  device: z.enum(['flash', 'memory']),
  mode: z.enum(['split', 'combined', 'stateless']).describe('Of flash').optional(),
  executable: z.string().startsWith('/'),
  nvramTemplate: z.string().startsWith('/').optional(),
  format: z.enum(['raw', 'qcow2']),
  machines: z.array(word).describe('Patterns of canonical machine names'),
  features: z.array(word),
});

/** `firmware/*.yaml`: one package of guest firmware. */
export const ovmfSchema = z.strictObject({
  id,
  about,
  source,
  directory: z.string().startsWith('/'),
  files: z.array(word).min(1),
  descriptors: z.array(firmwareDescriptor).describe('Descriptors the package installs in /usr/share/qemu/firmware').optional(),
});

/** Properties a machine can have; settings name those they need. */
export const traits = ['amd', 'intel', 's390', 'sev', 'sev-es', 'snp', 'tdx'] as const;

const scalar = z.union([z.boolean(), z.int(), z.string()]);

/** A list member that a setting adds or removes: a word, or the setting's own value. */
const member = z.union([word, z.literal('$value')]);

/** `settings/*.yaml`: one named thing an administrator, a BIOS or a boot can change. */
export const settingSchema = z.strictObject({
  id,
  about,
  catalogue: z
    .string()
    .regex(/^[AT]\d+[a-z]?$/)
    .describe('Number in the catalogue of misconfigured hosts')
    .optional(),
  appliesTo: z
    .strictObject({
      traits: z.array(z.enum(traits)).describe('Properties the machine needs, all of them').optional(),
      machines: z.array(id).describe('Machines it is limited to').optional(),
      where: z.record(z.string(), scalar).describe('Facts the machine must have, by dotted path').optional(),
    })
    .describe('Empty means every machine'),
  value: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('integer'), minimum: z.int(), maximum: z.int(), default: z.int().optional() }),
      z.strictObject({ type: z.literal('word'), words: z.array(word).min(1), default: word.optional() }),
    ])
    .describe('Absent for a switch')
    .optional(),
  sets: z
    .record(z.string(), z.union([scalar, z.record(z.string(), z.int())]))
    .describe('Dotted path in the host description -> literal, $value, or a reference such as "$amd.cpuid8000001f.ecx + 1"')
    .optional(),
  unsets: z.array(z.string()).describe('Dotted paths that are removed').optional(),
  adds: z.record(z.string(), z.array(member)).describe('Lists that get further members, by dotted path').optional(),
  removes: z.record(z.string(), z.array(member)).describe('Lists that lose members, by dotted path').optional(),
  versions: versions.partial().describe('Software versions the setting stands for').optional(),
  legalOddity: z
    .strictObject({
      reason: z.string().min(10).describe('Why such a host is nevertheless worth simulating'),
      waives: z.array(word).describe('Ids of the contradiction rules it may break'),
    })
    .optional(),
  source,
});

/** `default-versions.yaml`. */
export const defaultVersionsSchema = versions;

/** The kinds of profile files: folder, and the form of a file in it. `schemas/<kind>.schema.json` is generated for each. */
export const fileKinds = {
  machine: { folder: 'machines', schema: machineSchema },
  kernel: { folder: 'kernels', schema: kernelSchema },
  qemu: { folder: 'hypervisors/qemu', schema: qemuSchema },
  libvirt: { folder: 'hypervisors/libvirt', schema: libvirtSchema },
  ovmf: { folder: 'firmware', schema: ovmfSchema },
  setting: { folder: 'settings', schema: settingSchema },
} as const;

/** One of {@link fileKinds}. */
export type FileKind = keyof typeof fileKinds;

/** A machine file as written, facts with provenance. */
export type MachineFile = z.infer<typeof machineSchema>;

/** A setting file as written. */
export type Setting = z.infer<typeof settingSchema>;

/** One of {@link traits}. */
export type Trait = (typeof traits)[number];
