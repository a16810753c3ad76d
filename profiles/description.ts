/**
 * A host description: what `compose` makes of machine × settings × versions, and all that `sim/host` needs to boot. Plain,
 * resolved data: no provenance, no names left to look up. Every field is a fact of hardware, firmware or configuration; what
 * follows from it (ranges, capacities, log lines, what libvirt says) is worked out by the simulated kernel, not written here.
 */
export interface HostDescription {
  /** Digest of everything below; equal keys mean equal hosts. */
  readonly key: string;
  /** Machine id, e.g. `genoa`. */
  readonly machine: string;
  readonly cpu: CpuDescription;
  readonly memoryBytes: number;
  /** Present on AMD machines that have memory encryption at all; absent on older ones, whose vendor still is AuthenticAMD. */
  readonly amd?: AmdDescription;
  /** Present on Intel machines that have memory encryption at all; absent on older ones, whose vendor still is GenuineIntel. */
  readonly intel?: IntelDescription;
  /** Present on s390x machines. */
  readonly s390?: { readonly ultravisor: boolean };
  readonly boot: BootConfiguration;
  readonly kernel: KernelData;
  readonly qemu: QemuData;
  readonly libvirt: LibvirtData;
  readonly ovmf: OvmfData;
  /** Dotted paths of facts with provenance `assumed` this host rests on. */
  readonly assumedFacts: readonly string[];
}

/** The processor. Flags are those of /proc/cpuinfo that do not depend on configuration; sim/host adds `sev`, `tme` … */
export interface CpuDescription {
  readonly architecture: 'x86_64' | 's390x';
  /** CPUID vendor string: `AuthenticAMD`, `GenuineIntel`; `IBM/S390` on s390x. */
  readonly vendorId: string;
  readonly family: number;
  readonly model: number;
  readonly stepping: number;
  readonly modelName: string;
  readonly microcode: string;
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
  readonly flags: readonly string[];
  readonly bugs: readonly string[];
  /** Physical-address bits before memory encryption takes its share. */
  readonly rawPhysicalBits: number;
  readonly virtualBits: number;
  /** CPUID 8000_0008 EAX as dumped, AMD and Intel. */
  readonly cpuid80000008Eax: number;
  /** Name of the model in libvirt's and QEMU's cpu maps. */
  readonly libvirtModel: string;
  readonly tscHz?: number;
}

/** AMD memory encryption: silicon, BIOS choices and the security processor. */
export interface AmdDescription {
  /** CPUID Fn8000_001F as dumped; ECX is the number of ASIDs, EDX the minimum SEV ASID (a BIOS choice). */
  readonly cpuid8000001f: { readonly eax: number; readonly ebx: number; readonly ecx: number; readonly edx: number };
  /** SYSCFG[23]: secure memory encryption enabled by BIOS. */
  readonly smee: boolean;
  /** HWCR[0]: system management mode locked. */
  readonly smmLocked: boolean;
  /** Memory for the RMP table: reserved for all memory, too little, or none ("SNP Memory Coverage"). */
  readonly rmp: 'full' | 'too-small' | 'none';
  /** IOMMU state as far as SNP minds. */
  readonly iommu: 'on' | 'passthrough-or-off' | 'v2-page-table' | 'no-snp-feature';
  readonly psp: {
    /** SEV firmware API version and build. */
    readonly api: { readonly major: number; readonly minor: number; readonly build: number };
    /** Security version of the SNP firmware; the kernel compares it from 7.2 on (AMD-SB-3023). */
    readonly svn: number;
    /** Firmware supports ciphertext hiding. */
    readonly ciphertextHiding: boolean;
    /** Error of the platform status command; present when it fails and /dev/sev is therefore missing. */
    readonly statusError?: number;
    /** Error of SNP_INIT; present when it fails. */
    readonly snpInitError?: number;
    /** Error of INIT; present when it fails. */
    readonly initError?: number;
    /** All present CPUs are online when SNP is initialised. */
    readonly allCpusOnline: boolean;
  };
  /** PCI address of the security processor, e.g. `0000:02:00.5`. */
  readonly pspAddress: string;
  /** CPUID Fn8000_0025 (segmented RMP), Zen 5 on. */
  readonly cpuid80000025?: { readonly eax: number; readonly ebx: number };
}

/** Intel memory encryption: key-ID bits, BIOS choices and the TDX module. */
export interface IntelDescription {
  readonly tme: boolean;
  readonly tmeMt: boolean;
  /** Key-ID bits B activated for TME-MT and TDX together. */
  readonly keyIdBits: number;
  /** BIOS "TME-MT/TDX key split" s: 2^(B−s) − 1 MKTME keys and 2^B − 2^(B−s) TDX keys. */
  readonly keySplit: number;
  /**
   * IA32_MKTME_KEYID_PARTITIONING (MSR 0x87) as read, where it does not follow from the two fields above; it wins over them.
   * First private key = mktmeKeys + 1; range [mktmeKeys + 1, mktmeKeys + 1 + tdxKeys).
   */
  readonly keyPartition?: { readonly mktmeKeys: number; readonly tdxKeys: number };
  /** TDX enabled in BIOS. */
  readonly tdxEnabled: boolean;
  /** CPU is able to do TDX at all. */
  readonly tdxCapable: boolean;
  /** TDX module; absent when the SEAM loader did not load one. */
  readonly module?: {
    readonly version: string;
    /** Has the fix that keeps RBP; without it the kernel refuses the module. */
    readonly keepsRbp: boolean;
    /** Enumerates the topology and attributes KVM needs; without it kvm_intel does not load. */
    readonly complete: boolean;
    readonly vcpusPerTdMax: number;
  };
  /** Every package has an online CPU. */
  readonly everyPackageOnline: boolean;
}

/** What the administrator told the kernel, and how the observer is confined. */
export interface BootConfiguration {
  /** Words of the kernel command line, in order. Module parameters among them are also in {@link moduleParameters}. */
  readonly commandLine: readonly string[];
  /** Requested module parameters by module and name; the effective value is the kernel's decision. */
  readonly moduleParameters: Readonly<Record<string, Readonly<Record<string, boolean | number>>>>;
  /** `sev=nosnp` is among the words: the host never becomes an SNP host and has no `sev_snp` flag. */
  readonly snpOff?: boolean;
  /** `mem_encrypt=on` is among the words: SME is active and the `sme` flag is shown. */
  readonly memoryEncryptionOn?: boolean;
  /** Hibernation is available (no `nohibernate`); TDX refuses to initialise then. */
  readonly hibernation: boolean;
  /** `kvm_amd` or `kvm_intel` is loaded. */
  readonly kvmLoaded: boolean;
  /** CONFIG_CGROUP_MISC. */
  readonly miscController: boolean;
  /** Which cgroup the observer sees as the root. */
  readonly cgroupNamespace: 'root' | 'nested';
  /** Device nodes hidden from the observer, e.g. `/dev/sev` in a container that was not given it. */
  readonly hiddenNodes: readonly string[];
  /** libvirt's capability cache predates the present state: it shows what was true with SEV and TDX off, or on. */
  readonly staleLibvirtCache?: 'before-enabling' | 'before-disabling';
  /** A quote generation service listens on its socket (Intel). */
  readonly quoteGenerationService: boolean;
}

/** A kernel version. From `profiles/kernels`. */
export interface KernelData {
  readonly id: string;
  readonly release: string;
  readonly miscResources: readonly ('sev' | 'sev_es' | 'tdx')[];
  readonly miscRootFiles: readonly string[];
  readonly miscChildFiles: readonly string[];
  readonly kvmAmd: {
    /** Parameter files, in directory order. */
    readonly parameters: readonly string[];
    /** What each of them reads when nobody asked for anything and the hardware is able: booleans print Y and N. */
    readonly parameterDefaults: Readonly<Record<string, boolean | number>>;
    /** errno of a start from an empty range: ENOTTY, or EBUSY where every failure is masked. */
    readonly emptyRangeErrno: 'ENOTTY' | 'EBUSY';
    /** KVM can run SNP hosts (6.11). */
    readonly snpHost: boolean;
    /** PSP or SNP initialisation failure clears sev, sev_es and sev_snp (6.17.8 and later). */
    readonly pspFailureClearsParameters: boolean;
    /** SNP firmware older than API 1.51 takes all of SEV down with it (6.17.8 and later). */
    readonly oldSnpFirmwareDisablesSev: boolean;
    /** SNP ciphertext hiding can be asked for (6.18). */
    readonly ciphertextHiding: boolean;
    /** VM types of empty ranges, and SEV-ES on fixed SNP firmware, are hidden (7.2). */
    readonly hidesUnusableVmTypes: boolean;
    /** Last ASID printed for a pool whose CPUID was never read. */
    readonly unreadRangeLast: number;
    /** SEV-ES and SNP lines may say "unusable". */
    readonly esMayBeUnusable: boolean;
  };
  readonly kvmIntel: {
    /** Parameter files, in directory order; `tdx` only where KVM can run TDs (6.16). */
    readonly parameters: readonly string[];
    /** What each of them reads when nobody asked for anything and the hardware is able: booleans print Y and N. */
    readonly parameterDefaults: Readonly<Record<string, boolean | number>>;
    /** The host core initialises the module at boot (7.1) or when kvm_intel loads. */
    readonly moduleInitialisedAt: 'boot' | 'kvm-load';
    /** TDs run but `misc` has no `tdx` resource (Ubuntu's 6.8 preview). */
    readonly tdxWithoutMisc: boolean;
  };
  /** CONFIG_INTEL_TDX_HOST. Debian leaves it unset. */
  readonly tdxHost: boolean;
  /** The `tme` cpuinfo flag is cleared when the BIOS left TME off (6.12). */
  readonly clearsTmeFlag: boolean;
  /** `debug_swap` is a cpuinfo flag (6.12). */
  readonly debugSwapFlag: boolean;
  /** `sev_snp` is a cpuinfo flag (6.9). */
  readonly sevSnpFlag: boolean;
  /** Log texts by code of `sim/contracts/kernel-log.ts`. */
  readonly logTexts: Readonly<Record<string, string>>;
  /** Names of the kernel's own defects that this version has, e.g. `tdx-refused-charge-is-given-back`. */
  readonly quirks: readonly string[];
}

/** A QEMU version. From `profiles/hypervisors`. */
export interface QemuData {
  readonly id: string;
  readonly version: string;
  readonly guestTypes: readonly ('sev-guest' | 'sev-snp-guest' | 'tdx-guest')[];
  readonly q35Machine: string;
  readonly sevInitFunction: string;
  readonly tdxIoctlWording: boolean;
  /** query-sev-capabilities carries cpu0-id (7.1). */
  readonly reportsCpu0Id: boolean;
  /** CPU models this QEMU knows beyond the profile's, newest machine type last. */
  readonly cpuModels: readonly string[];
}

/** A libvirt version. From `profiles/hypervisors`. Same shape as the contract's LibvirtView plus identity. */
export interface LibvirtData {
  readonly id: string;
  readonly version: string;
  readonly launchSecurityElement: boolean;
  readonly knowsSnp: boolean;
  readonly knowsTdx: boolean;
  readonly checksTdxVmType: boolean;
  readonly tdxFeatureElement: boolean;
  readonly s390pvOnX86: boolean;
  readonly sevGuestCounts: boolean;
  readonly sevCpu0Id: boolean;
  readonly elements: readonly string[];
  readonly monitorClosedText: string;
}

/** A firmware package. From `profiles/firmware`. */
export interface OvmfData {
  readonly id: string;
  /** Directory of the images, e.g. `/usr/share/edk2/ovmf`. */
  readonly directory: string;
  /** File names in it. */
  readonly files: readonly string[];
  /** Descriptors the package installs, by which libvirt chooses; absent where only the names of its images are known. */
  readonly descriptors?: readonly FirmwareDescriptorData[];
}

/** A firmware descriptor. Source of the format: QEMU `docs/interop/firmware.json`. */
export interface FirmwareDescriptorData {
  /** File name in `/usr/share/qemu/firmware`. */
  readonly name: string;
  readonly device: 'flash' | 'memory';
  /** Of flash: with variables of the guest's own, in one file with them, or without any. */
  readonly mode?: 'split' | 'combined' | 'stateless';
  /** Absolute paths. */
  readonly executable: string;
  readonly nvramTemplate?: string;
  readonly format: 'raw' | 'qcow2';
  /** Patterns of canonical machine names, e.g. `pc-q35-*`. */
  readonly machines: readonly string[];
  readonly features: readonly string[];
}
