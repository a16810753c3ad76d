/**
 * The hidden state of a simulated host, as plain data. Surfaces and judges read it; a subject never can: the import rules
 * keep even the types of this file away from `sim/stacks`.
 *
 * Boot facts do not change until the host reboots; live facts change with every guest. What software sees is derived from
 * both by surfaces, each by its own producer's rule, so that surfaces may disagree exactly where real ones do.
 */
import type { Errno } from '../core/errno.js';
import type { KernelLogCode } from './kernel-log.js';
import type { ConfidentialProtection, KeyPool } from './protection.js';

/** One simulated host at one moment. */
export interface HostTruth {
  readonly boot: BootTruth;
  readonly live: LiveTruth;
}

/** What was decided when the machine booted. Shared between hosts booted from the same description; never modified. */
export interface BootTruth {
  /** Digest of the host description: equal descriptions boot to equal truths. */
  readonly key: string;
  /** Machine id, e.g. `genoa`. */
  readonly machine: string;
  readonly cpu: CpuTruth;
  /** Installed memory in bytes. */
  readonly memoryBytes: number;
  readonly kernel: KernelTruth;
  readonly kvm: KvmTruth;
  /** Character devices and sockets present, e.g. `/dev/kvm`, `/dev/sev`. */
  readonly nodes: readonly DeviceNodeTruth[];
  readonly cgroup: CgroupViewTruth;
  /** The misc controller's registered capacities by pool; a pool that was never registered is absent. */
  readonly miscCapacity: Readonly<Partial<Record<KeyPool, number>>>;
  /** Key-ID ranges the kernel hands out; empty ranges are listed with size 0. */
  readonly keyRanges: readonly KeyRangeTruth[];
  readonly qemu: QemuTruth;
  readonly libvirt: LibvirtTruth;
  /** Absolute paths of the guest firmware images installed where the stack's guests run. */
  readonly firmwareFiles: readonly string[];
  /** Descriptors by which libvirt chooses among {@link firmwareFiles}; absent where only the names of the images tell. */
  readonly firmwareDescriptors?: readonly FirmwareDescriptor[];
  /**
   * Could one guest of this protection start here if every key ID were free? The answer of the silicon, the kernel and the
   * firmware together, which no single surface shows.
   */
  readonly launchable: Readonly<Record<ConfidentialProtection, Launchability>>;
  /** Facts with provenance `assumed` that this boot rests on, as dotted paths of the machine profile. */
  readonly assumedFacts: readonly string[];
}

/** What a package says of one firmware image. Source of the format: QEMU `docs/interop/firmware.json`. */
export interface FirmwareDescriptor {
  /** File name in `/usr/share/qemu/firmware`; libvirt takes the first that suits in the order of these names. */
  readonly name: string;
  readonly device: 'flash' | 'memory';
  readonly mode?: 'split' | 'combined' | 'stateless';
  readonly executable: string;
  readonly nvramTemplate?: string;
  readonly format: 'raw' | 'qcow2';
  /** Patterns of canonical machine names, e.g. `pc-q35-*`. */
  readonly machines: readonly string[];
  /** `amd-sev`, `amd-sev-es`, `amd-sev-snp`, `intel-tdx`, `secure-boot`, `enrolled-keys`, `requires-smm` … */
  readonly features: readonly string[];
}

/** Answer of {@link BootTruth.launchable}: yes, or no with the first obstacle a start would meet. */
export type Launchability = { readonly possible: true } | { readonly possible: false; readonly because: LaunchObstacle };

/** What stands in the way of a protection on this host, whatever the number of free key IDs. */
export type LaunchObstacle =
  | 'cpu-lacks-it'
  | 'disabled-in-firmware'
  | 'disabled-in-kernel'
  | 'kernel-too-old'
  | 'device-missing'
  | 'firmware-failed'
  | 'no-key-ids-of-that-kind'
  | 'qemu-too-old'
  | 'libvirt-too-old';

/** The processor as the kernel and CPUID show it. */
export interface CpuTruth {
  /** CPUID vendor string, e.g. `AuthenticAMD`. */
  readonly vendorId: string;
  readonly family: number;
  readonly model: number;
  readonly stepping: number;
  /** Brand string, e.g. `AMD EPYC 9654 96-Core Processor`. */
  readonly modelName: string;
  /** Microcode revision as /proc/cpuinfo prints it, e.g. `0xa101148`. */
  readonly microcode: string;
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
  /** Flags of /proc/cpuinfo in the order printed. */
  readonly flags: readonly string[];
  /** `bugs` of /proc/cpuinfo in the order printed. */
  readonly bugs: readonly string[];
  /** Physical-address bits the kernel uses, after memory encryption took its share. */
  readonly physicalBits: number;
  readonly virtualBits: number;
  /** CPUID leaves software can execute. */
  readonly cpuid: readonly CpuidLeaf[];
  /** Name of the CPU model libvirt's cpu map gives this processor, e.g. `EPYC-Genoa`. */
  readonly libvirtModel: string;
  /** Vendor as libvirt names it: `AMD`, `Intel`, `IBM`. */
  readonly libvirtVendor: string;
  /** TSC frequency in Hz; absent when the kernel does not know it. */
  readonly tscHz?: number;
}

/** One executed CPUID leaf; registers are unsigned 32-bit numbers. */
export interface CpuidLeaf {
  readonly leaf: number;
  readonly subleaf: number;
  readonly eax: number;
  readonly ebx: number;
  readonly ecx: number;
  readonly edx: number;
}

/** The running kernel. */
export interface KernelTruth {
  /** Profile id of the kernel, e.g. `6.18`. */
  readonly id: string;
  /** What `uname -r` prints. */
  readonly release: string;
  /** What /proc/cmdline prints, without the line feed. */
  readonly commandLine: string;
  /** Log events in the order they were printed. The kernel-log surface words them by {@link KernelView.logTexts}. */
  readonly log: readonly KernelLogEvent[];
  /** How this kernel version shows things. */
  readonly view: KernelView;
}

/** One printed kernel log line as a value: a code of {@link KernelView.logTexts} and the facts its text names. */
export interface KernelLogEvent {
  readonly code: KernelLogCode;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** How one kernel version shows the same truth. Data from `profiles/kernels`. */
export interface KernelView {
  /** Misc resources compiled in, in kernel order. */
  readonly miscResources: readonly KeyPool[];
  /** Misc files of the root cgroup, e.g. `capacity`, `current`, `peak`. */
  readonly miscRootFiles: readonly string[];
  /** Misc files of every other cgroup, e.g. `max`, `current`, `events`. */
  readonly miscChildFiles: readonly string[];
  /** Log texts by event code, `{fact}` placeholders filled in; a code that is absent is not printed by this kernel. */
  readonly logTexts: Readonly<Record<string, string>>;
}

/** The KVM vendor module. */
export interface KvmTruth {
  /** `kvm_amd`, `kvm_intel` or `kvm` (s390x). */
  readonly module: string;
  readonly loaded: boolean;
  /** Effective parameters, in the order of the module's directory; booleans are printed as Y and N. */
  readonly parameters: Readonly<Record<string, boolean | number>>;
  /** VM types KVM_CAP_VM_TYPES offers. */
  readonly vmTypes: readonly ('default' | 'sev' | 'sev-es' | 'snp' | 'tdx')[];
}

/** A device node or socket in the host's file system. */
export interface DeviceNodeTruth {
  readonly path: string;
  readonly kind: 'character-device' | 'socket';
  readonly mode: number;
  readonly major?: number;
  readonly minor?: number;
}

/** From where the observer looks at the cgroup tree. */
export interface CgroupViewTruth {
  /** False when the kernel was built without CONFIG_CGROUP_MISC: no file exists and nothing is ever charged. */
  readonly miscController: boolean;
  /**
   * `root`: the real root cgroup is visible. `nested`: a private cgroup namespace shows a child as if it were the root, so
   * misc.capacity is absent and misc.max present (kubevirtci#1745).
   */
  readonly namespace: 'root' | 'nested';
}

/** One contiguous range of key IDs. */
export interface KeyRangeTruth {
  /** Which guests draw from it. SEV-ES and SNP share one range unless ciphertext hiding splits them. */
  readonly protections: readonly ConfidentialProtection[];
  /** Misc resource charged for one key of the range. */
  readonly pool: KeyPool;
  readonly first: number;
  /** Number of key IDs; 0 for an empty range. */
  readonly size: number;
  /** True when freed ids stay unusable until a flush (AMD), false when a freed id is usable at once (Intel). */
  readonly flushed: boolean;
}

/** The emulator that guests run in. */
export interface QemuTruth {
  /** Profile id, e.g. `10.1`. */
  readonly id: string;
  /** Version printed, e.g. `10.1.2`. */
  readonly version: string;
  /** Confidential-guest object types compiled in, by protection family. */
  readonly guestTypes: readonly ('sev-guest' | 'sev-snp-guest' | 'tdx-guest')[];
  /** Canonical q35 machine name, e.g. `pc-q35-10.1`. */
  readonly q35Machine: string;
  /** Prefix of SEV initialisation messages: `sev_kvm_init` (≤ 9.0) or `sev_common_kvm_init`. */
  readonly sevInitFunction: string;
  /** True when KVM_TDX_INIT_VM failures are worded `TDX ioctl KVM_TDX_INIT_VM failed, hw_errors: …`. */
  readonly tdxIoctlWording: boolean;
  /** Result of QMP query-sev-capabilities as libvirt's capability cache holds it, which is where its `<sev>` comes from. */
  readonly sevCapabilities: SevCapabilities;
}

/** What QEMU answers to query-sev-capabilities. */
export type SevCapabilities =
  | { readonly available: true; readonly cbitpos: number; readonly reducedPhysBits: number; readonly cpu0Id?: string }
  | { readonly available: false; readonly message: string };

/** The libvirt that answers on the host. */
export interface LibvirtTruth {
  /** Profile id, e.g. `12.8`. */
  readonly id: string;
  /** Version printed, e.g. `12.8.0`. */
  readonly version: string;
  /** How this version shows things. Data from `profiles/hypervisors`. */
  readonly view: LibvirtView;
  /**
   * VM types KVM offered when libvirt last probed, where its capability cache is stale; absent when they are
   * {@link KvmTruth.vmTypes}. {@link QemuTruth.sevCapabilities} is the answer of the same probe.
   */
  readonly probedVmTypes?: KvmTruth['vmTypes'];
}

/** How one libvirt version shows domain capabilities and words its errors. */
export interface LibvirtView {
  /** `<launchSecurity>` exists in domain capabilities (10.5.0). */
  readonly launchSecurityElement: boolean;
  /** `sev-snp` is known (10.5.0). */
  readonly knowsSnp: boolean;
  /** `tdx` is known as a launch-security type (11.6.0). */
  readonly knowsTdx: boolean;
  /** TDX is reported only when KVM offers the VM type (11.10.0); before, whenever QEMU has the object type. */
  readonly checksTdxVmType: boolean;
  /** `<tdx supported=…/>` exists among the features (between 11.3 and 12.8; after 11.10 in our data). */
  readonly tdxFeatureElement: boolean;
  /** `<s390-pv supported='no'/>` is shown on x86. */
  readonly s390pvOnX86: boolean;
  /** `maxGuests` and `maxESGuests` exist in `<sev>` (8.0.0). */
  readonly sevGuestCounts: boolean;
  /** `cpu0Id` exists in `<sev>`. */
  readonly sevCpu0Id: boolean;
  /** Optional elements of `<features>`, `<devices>`, `<os>` and `<cpu>` that this version writes, by libvirt's own name. */
  readonly elements: readonly string[];
  /** `QEMU unexpectedly closed the monitor (vm='NAME')` or `qemu unexpectedly closed the monitor`. */
  readonly monitorClosedText: string;
}

/** What changes while the host runs. */
export interface LiveTruth {
  /** Charges and limits of the misc controller, root first, then children in path order. */
  readonly miscGroups: readonly MiscGroupTruth[];
  /** Key-ID usage by range, in the order of {@link BootTruth.keyRanges}. */
  readonly keyUsage: readonly KeyUsageTruth[];
  /** Running guests in start order. */
  readonly guests: readonly GuestTruth[];
  /** Kernel log events since boot, e.g. a failed flush; absent means none. They follow {@link KernelTruth.log}. */
  readonly log?: readonly KernelLogEvent[];
}

/** One cgroup as the misc controller sees it; numbers are as the kernel prints them (u64, may have wrapped). */
export interface MiscGroupTruth {
  /** Path below the cgroup root: `/` for the root, `/machine.slice` … */
  readonly path: string;
  readonly resources: Readonly<Record<KeyPool, MiscResourceTruth>>;
}

/** One resource of one cgroup. bigint because the kernel prints unsigned 64-bit numbers. */
export interface MiscResourceTruth {
  /** Limit; `max` when unlimited. */
  readonly max: bigint | 'max';
  /** Usage; may be negative inside the kernel, printed as unsigned. */
  readonly current: bigint;
  readonly peak: bigint;
  readonly events: bigint;
  readonly eventsLocal: bigint;
}

/** How one key range is used. `free + inUse + pending + leaked` equals its size. */
export interface KeyUsageTruth {
  readonly free: number;
  readonly inUse: number;
  /** Released but not usable before a flush. */
  readonly pending: number;
  /** Lost until reboot because the firmware failed to release them. */
  readonly leaked: number;
}

/** One running guest. */
export interface GuestTruth {
  readonly name: string;
  readonly protection: 'none' | ConfidentialProtection;
  /** ASID or HKID held; absent for an ordinary guest. */
  readonly keyId?: number;
  /** Cgroup that was charged. */
  readonly cgroup: string;
}

/** The error a system call of the simulated kernel answered with, and where it came from. */
export interface KernelRefusal {
  readonly errno: Errno;
  readonly cause: KernelRefusalCause;
}

/** Why the kernel refused a key ID. The errno alone cannot tell these apart: several share EBUSY. */
export type KernelRefusalCause =
  | 'no-capacity'
  | 'cgroup-limit'
  | 'capacity-used'
  | 'no-free-key'
  | 'empty-range'
  | 'flush-failed'
  | 'unsupported-vm-type';
