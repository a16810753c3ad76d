/**
 * How a guest is protected, in the order the field grew up. `none` is an ordinary guest. SEV-ES is a policy of libvirt's type
 * `sev`; everything that depends on the difference (key pool, firmware file, label) treats it as its own protection.
 */
export const protections = ['none', 'sev', 'sev-es', 'snp', 'tdx'] as const;

/** One of {@link protections}. */
export type Protection = (typeof protections)[number];

/** A {@link Protection} that occupies a key ID. */
export type ConfidentialProtection = Exclude<Protection, 'none'>;

/** The confidential ones, in the order of {@link protections}. */
export const confidentialProtections = ['sev', 'sev-es', 'snp', 'tdx'] as const satisfies readonly ConfidentialProtection[];

/**
 * The finite resources of the kernel's misc cgroup controller, in the order the kernel prints them. There is no `sev_snp`:
 * SNP guests are charged to `sev_es`. Source: Linux 7.2.8 `kernel/cgroup/misc.c`, `arch/x86/kvm/svm/sev.c`.
 */
export const keyPools = ['sev', 'sev_es', 'tdx'] as const;

/** One of {@link keyPools}. */
export type KeyPool = (typeof keyPools)[number];

/** Which pool one guest of a protection takes one key ID from. */
export const keyPoolOf: Readonly<Record<ConfidentialProtection, KeyPool>> = {
  sev: 'sev',
  'sev-es': 'sev_es',
  snp: 'sev_es',
  tdx: 'tdx',
};

/**
 * What a release of a stack may know of or not, and a guest may ask for: a protection, that a SEV guest's owner attests it before it
 * starts, or that a preference says how it is protected.
 */
export const technologies = [...confidentialProtections, 'attestation', 'preference'] as const;

/** One of {@link technologies}. */
export type Technology = (typeof technologies)[number];
