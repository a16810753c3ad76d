/**
 * The kernel log lines fauxmetal knows, as codes with the facts their texts name. A boot records codes; the kernel-log surface
 * words them with the running kernel's {@link KernelView.logTexts}. A code without a text is not printed by that kernel.
 * Facts are spelled as the kernel prints them: error codes and addresses in hexadecimal with prefix (`0x3`), `rc` and `ret`
 * as negative numbers, `address` of the security processor as `0000:02:00.5`.
 * Source of the texts: Linux 6.1.176 … 7.2.8 drivers/crypto/ccp/sev-dev.c, arch/x86/kvm/svm/sev.c, arch/x86/virt.
 */
export const kernelLogFacts = {
  'linux.banner': ['release'],
  'linux.command-line': ['commandLine'],
  'tme.enabled': [],
  'tme.not-enabled': [],
  'mktme.enabled': [],
  'mktme.physical-bits-reduced': ['bits'],
  'mktme.key-ids': ['keys'],
  'snp.rmp-not-reserved': [],
  'snp.rmp-range': ['first', 'last'],
  'snp.rmp-too-small': ['expected', 'got'],
  'iommu.snp-rmp-failed': [],
  'iommu.snp-passthrough': [],
  'iommu.snp-v2-page-table': [],
  'iommu.snp-not-enabled': [],
  'ccp.sev-enabled': ['address'],
  'ccp.psp-enabled': ['address'],
  'ccp.not-enabled-by-bios': ['address'],
  'ccp.status-failed': ['address', 'error'],
  'ccp.sev-init-failed': ['address', 'error', 'rc'],
  'ccp.snp-init-failed': ['address', 'error', 'rc'],
  'ccp.snp-not-all-cpus-online': ['address'],
  'ccp.sev-api': ['address', 'major', 'minor', 'build'],
  'ccp.snp-api': ['address', 'major', 'minor', 'build'],
  'kvm-amd.ciphertext-hiding': [],
  'kvm-amd.sev': ['state', 'first', 'last', 'count'],
  'kvm-amd.sev-es': ['state', 'first', 'last', 'count'],
  'kvm-amd.sev-snp': ['state', 'first', 'last', 'count'],
  'kvm-amd.df-flush-failed': ['ret', 'error'],
  'kvm-amd.snp-release-failed': ['ret'],
  'tdx.key-range': ['first', 'end'],
  'tdx.acpi-s3': [],
  'tdx.pamt': ['kib'],
  'tdx.initialized': [],
  'tdx.not-supported': [],
  'tdx.too-few-keys': [],
  'tdx.hibernation': [],
  'tdx.module-not-loaded': [],
  'tdx.module-failed': ['rc'],
  'tdx.rbp-clobber': [],
  'kvm-intel.tdx-no-keys': [],
  'kvm-intel.tdx-not-supported': [],
  'kvm-intel.tdx-enable-virt-at-load': [],
  'kvm-intel.tdx-max-vcpus': ['limit', 'cpus'],
  'kvm-intel.tdx-package-offline': [],
  'kvm-intel.hkid-leaked': ['function', 'hkid'],
  'misc.below-zero': ['resource'],
} as const satisfies Record<string, readonly string[]>;

/** A code of {@link kernelLogFacts}. */
export type KernelLogCode = keyof typeof kernelLogFacts;
