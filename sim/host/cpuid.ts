import type { AmdDescription, CpuDescription, HostDescription } from '../../profiles/description.js';
import type { CpuidLeaf, CpuTruth } from '../contracts/truth.js';

/** Flags that are decided elsewhere at boot: by the RMP table and the command line, and by the TDX host code. */
export interface BootedFlags {
  /** `sev_snp` is shown. */
  readonly sevSnp: boolean;
  /** `tdx_host_platform` is shown. */
  readonly tdxHostPlatform: boolean;
}

/** The processor as this boot shows it. */
export function cpuTruth(description: HostDescription, booted: BootedFlags): CpuTruth {
  const { cpu } = description;
  return {
    vendorId: cpu.vendorId,
    family: cpu.family,
    model: cpu.model,
    stepping: cpu.stepping,
    modelName: cpu.modelName,
    microcode: cpu.microcode,
    sockets: cpu.sockets,
    coresPerSocket: cpu.coresPerSocket,
    threadsPerCore: cpu.threadsPerCore,
    flags: flagsOf(description, booted),
    bugs: bugsOf(cpu, booted),
    physicalBits: physicalBits(description),
    virtualBits: cpu.virtualBits,
    cpuid: cpuidLeaves(description),
    libvirtModel: cpu.libvirtModel,
    libvirtVendor: libvirtVendors[cpu.vendorId] ?? cpu.vendorId,
    ...(cpu.tscHz === undefined ? {} : { tscHz: cpu.tscHz }),
  };
}

/** A feature bit of CPUID 8000_001F EAX. Source: AMD64 Architecture Programmer's Manual. */
export const encryptionBits = { sme: 0, sev: 1, 'sev-es': 3, 'sev-snp': 4, 'debug-swap': 14 } as const;

/** The silicon has a memory-encryption feature, whatever BIOS and kernel make of it. */
export function hasEncryption(amd: AmdDescription | undefined, feature: keyof typeof encryptionBits): boolean {
  return amd !== undefined && ((amd.cpuid8000001f.eax >>> encryptionBits[feature]) & 1) === 1;
}

/**
 * The kernel keeps the `sev` flags: the BIOS enabled memory encryption and locked system management mode.
 * Source: Linux 7.2.8 `arch/x86/kernel/cpu/amd.c` `early_detect_mem_encrypt`.
 */
export function keepsSevFlags(amd: AmdDescription | undefined): boolean {
  return amd !== undefined && hasEncryption(amd, 'sev') && amd.smee && amd.smmLocked;
}

/**
 * Physical-address bits left for addresses. AMD: the reduction of CPUID 8000_001F EBX[11:6] applies whenever SYSCFG[23] is set;
 * Intel: activated key-ID bits are taken off.
 * Source: Linux 7.2.8 `arch/x86/kernel/cpu/amd.c`, `arch/x86/kernel/cpu/intel.c` `detect_tme_early`.
 */
export function physicalBits({ cpu, amd, intel }: HostDescription): number {
  if (amd?.smee && (hasEncryption(amd, 'sme') || hasEncryption(amd, 'sev'))) {
    return cpu.rawPhysicalBits - ((amd.cpuid8000001f.ebx >>> 6) & 0x3f);
  }
  if (intel?.tme && intel.tmeMt) return cpu.rawPhysicalBits - intel.keyIdBits;
  return cpu.rawPhysicalBits;
}

const libvirtVendors: Readonly<Record<string, string>> = { AuthenticAMD: 'AMD', GenuineIntel: 'Intel', 'IBM/S390': 'IBM' };

/** Leaves of which facts are known; a register nothing is known of reads 0. */
function cpuidLeaves({ cpu, amd, intel }: HostDescription): readonly CpuidLeaf[] {
  if (cpu.architecture !== 'x86_64') return [];
  const leaves = [leaf(0x1, { eax: signature(cpu) })];
  if (intel !== undefined) leaves.push(leaf(0x7, { ecx: intel.tme || intel.tdxCapable ? tmeBit : 0 }));
  leaves.push(leaf(0x80000008, { eax: cpu.cpuid80000008Eax }));
  if (amd !== undefined) leaves.push(leaf(0x8000001f, amd.cpuid8000001f));
  if (amd?.cpuid80000025 !== undefined) leaves.push(leaf(0x80000025, amd.cpuid80000025));
  return leaves;
}

/** CPUID 7 ECX: total memory encryption. */
const tmeBit = 1 << 13;

function leaf(number: number, registers: Partial<Omit<CpuidLeaf, 'leaf' | 'subleaf'>>): CpuidLeaf {
  return { leaf: number, subleaf: 0, eax: 0, ebx: 0, ecx: 0, edx: 0, ...registers };
}

/** Leaf 1 EAX: families from 15 on use the extended field. */
function signature({ family, model, stepping }: CpuDescription): number {
  const [baseFamily, extendedFamily] = family >= 15 ? [15, family - 15] : [family, 0];
  return ((extendedFamily << 20) | ((model >> 4) << 16) | (baseFamily << 8) | ((model & 0xf) << 4) | stepping) >>> 0;
}

function flagsOf(description: HostDescription, booted: BootedFlags): readonly string[] {
  const { cpu, intel } = description;
  if (intel === undefined) return [...cpu.flags, ...amdFlags(description, booted)];
  const withTme = showsTme(description) ? insertedAfter(cpu.flags, flagsBeforeTme, 'tme') : cpu.flags;
  return booted.tdxHostPlatform ? insertedAfter(withTme, flagsBeforeTdx, 'tdx_host_platform') : withTme;
}

/** Word 19 comes last in /proc/cpuinfo, so its flags follow all others in bit order. */
function amdFlags({ amd, boot, kernel }: HostDescription, { sevSnp }: BootedFlags): readonly string[] {
  const sev = keepsSevFlags(amd);
  const shown: readonly (readonly [string, boolean])[] = [
    ['sme', hasEncryption(amd, 'sme') && amd?.smee === true && boot.memoryEncryptionOn === true],
    ['sev', sev],
    ['sev_es', sev && hasEncryption(amd, 'sev-es')],
    ['sev_snp', sevSnp],
    ['debug_swap', kernel.debugSwapFlag && hasEncryption(amd, 'debug-swap')],
  ];
  return shown.filter(([, on]) => on).map(([name]) => name);
}

/** Up to 6.11 the flag says what the CPU can do; since then it is cleared when the BIOS left TME off. */
function showsTme({ intel, kernel }: HostDescription): boolean {
  return intel !== undefined && (intel.tme || (!kernel.clearsTmeFlag && intel.tdxCapable));
}

/** Flags of cpuinfo word 16 below TME, and of word 7 below the TDX bit; the new flag goes behind the last of them. */
const flagsBeforeTme = ['pku', 'ospke', 'waitpkg', 'avx512_vbmi2', 'gfni', 'vaes', 'vpclmulqdq', 'avx512_vnni', 'avx512_bitalg'];
const flagsBeforeTdx = ['cpuid_fault', 'cpb', 'epb', 'cat_l3', 'cat_l2', 'cdp_l3'];

function insertedAfter(flags: readonly string[], before: readonly string[], flag: string): readonly string[] {
  if (flags.includes(flag)) return flags;
  const at = Math.max(...before.map((name) => flags.indexOf(name)));
  return at < 0 ? [...flags, flag] : [...flags.slice(0, at + 1), flag, ...flags.slice(at + 1)];
}

/** A partial write can poison private memory on the first two generations with TDX (Sapphire and Emerald Rapids). */
function bugsOf({ family, model, bugs }: CpuDescription, { tdxHostPlatform }: BootedFlags): readonly string[] {
  const affected = tdxHostPlatform && family === 6 && (model === 143 || model === 207);
  return affected && !bugs.includes('tdx_pw_mce') ? [...bugs, 'tdx_pw_mce'] : bugs;
}
