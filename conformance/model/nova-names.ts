import { type ConfidentialProtection, confidentialProtections } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';
import { member } from './json-member.js';

/** Nova's resource class for one slot of memory encryption. Source: os-resource-classes. */
export const encryptionContext = 'MEM_ENCRYPTION_CONTEXT';

/** Trait of every provider that Nova owns, so that other services leave it alone. Source: os-traits `os_traits/owner/__init__.py`. */
export const ownerTrait = 'OWNER_NOVA';

/** Trait of hosts whose libvirt can leave out firmware variables. Source: Nova specification "libvirt: Stateless firmware support". */
export const statelessTrait = 'COMPUTE_SECURITY_STATELESS_FIRMWARE';

/** Trait of hosts with firmware that keeps Secure Boot's variables. Source: os-traits `os_traits/compute/security/__init__.py`. */
export const secureBootTrait = 'COMPUTE_SECURITY_UEFI_SECURE_BOOT';

/** What Nova calls each protection. Source: Nova `nova/objects/fields.py` MemEncryptionModel. */
export const modelOf: Readonly<Record<ConfidentialProtection, string>> = {
  sev: 'amd-sev',
  'sev-es': 'amd-sev-es',
  snp: 'amd-sev-snp',
  tdx: 'intel-tdx',
};

/** Traits of the specification's text, and of os-traits as it is today; an operator's configuration says which. */
export const modelTraits: Readonly<Record<'text' | 'x86', Readonly<Record<ConfidentialProtection, string>>>> = {
  text: {
    sev: 'HW_CPU_AMD_SEV',
    'sev-es': 'HW_CPU_AMD_SEV_ES',
    snp: 'HW_CPU_AMD_SEV_SNP',
    tdx: 'HW_CPU_X86_INTEL_TDX',
  },
  x86: {
    sev: 'HW_CPU_X86_AMD_SEV',
    'sev-es': 'HW_CPU_X86_AMD_SEV_ES',
    snp: 'HW_CPU_X86_AMD_SEV_SNP',
    tdx: 'HW_CPU_X86_INTEL_TDX',
  },
};

/** Every trait that stands for a protection, in either spelling. */
export const everyModelTrait: ReadonlySet<string> = new Set(Object.values(modelTraits).flatMap((of) => Object.values(of)));

const providerSuffix: Readonly<Record<ConfidentialProtection, string>> = {
  sev: 'amd_sev',
  'sev-es': 'amd_sev_es',
  snp: 'amd_sev_snp',
  tdx: 'intel_tdx',
};

/** Name of the provider of a protection's slots: `h0_amd_sev_es`. Source: Nova specification "libvirt: AMD SEV-ES", "SEV-ES RP". */
export function providerNameOf(host: string, protection: ConfidentialProtection): string {
  return `${host}_${providerSuffix[protection]}`;
}

/** The protection whose slots a provider of this name has; undefined for any other provider. */
export function protectionOfProvider(host: string, provider: string): ConfidentialProtection | undefined {
  return confidentialProtections.find((protection) => providerNameOf(host, protection) === provider);
}

/** The trait of a protection as the configuration spells it. */
export function modelTrait(config: JsonObject, protection: ConfidentialProtection): string {
  return modelTraits[config.traits === 'text' ? 'text' : 'x86'][protection];
}

/** Are slots reported by providers of their own? Off, they are part of the compute node, as before 2025.2. */
export function reportsNested(config: JsonObject): boolean {
  return config.nested_providers !== false;
}

/** Is TDX looked for? Its guests must see the host's own CPU. Source: Nova specification "libvirt: Intel TDX" (2026.2). */
export function looksForTdx(config: JsonObject): boolean {
  return config.tdx !== false && (member(config, 'libvirt', 'cpu_mode') ?? 'host-passthrough') === 'host-passthrough';
}

/** Slots an operator keeps from Nova. */
export function reservedContexts(config: JsonObject, protection: ConfidentialProtection): number {
  return wholeNumber(member(config, 'compute', 'reserved_mem_encryption_contexts', modelOf[protection])) ?? 0;
}

/** The deprecated limit of SEV guests; undefined where none is set. Source: Nova specification "libvirt: AMD SEV-ES", "num_memory_encrypted_guests". */
export function sevGuestLimit(config: JsonObject): number | undefined {
  return wholeNumber(member(config, 'libvirt', 'num_memory_encrypted_guests'));
}

/** The configured number of TDX guests; undefined where none is set. Source: Nova 34.0.0 `nova/conf/libvirt.py`. */
export function tdxGuestLimit(config: JsonObject): number | undefined {
  return wholeNumber(member(config, 'libvirt', 'num_intel_tdx_guests'));
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
