import type { Evidence } from './evidence.js';

/** What the surfaces of a host tell about its SEV, each a plain yes or no. */
export interface SevSigns {
  /** The kernel kept the `sev` flag: BIOS and silicon are willing. */
  readonly flag: boolean;
  /** The driver of the security processor found SEV, enabled by the BIOS or not. */
  readonly driver: boolean;
  /** Log line that the BIOS did not enable memory encryption. */
  readonly refusedByBios: boolean;
  /** KVM says Y to `sev`, `sev_es`, `sev_snp`. */
  readonly kvm: { readonly sev: boolean; readonly es: boolean; readonly snp: boolean };
  /** The security processor failed in a way that was printed. */
  readonly failed: boolean;
  /** The kernel looked at SNP, and what it printed could be read: a missing `sev_snp` flag means something. */
  readonly snpTold: boolean;
  /** RMP table and IOMMU are ready as far as the log says. */
  readonly snpPlatform: boolean;
  /** The driver gave up on such a platform without a word, as it does for SNP firmware older than API 1.51. */
  readonly gaveUp: boolean;
}

/** Collects them. */
export function sevSigns(evidence: Evidence): SevSigns {
  const { cpuinfo, log, commandLine, software } = evidence;
  const parameters = evidence.parameters('kvm_amd') ?? {};
  const printed = (...codes: readonly string[]): boolean => codes.some((code) => log.event(code) !== undefined);
  const flag = cpuinfo.flags.includes('sev');
  const failed = printed('ccp.status-failed', 'ccp.sev-init-failed', 'ccp.snp-init-failed', 'ccp.snp-not-all-cpus-online');
  const snpTold = software.kernel.sevSnpFlag && flag && !commandLine.words.includes('sev=nosnp') && log.section !== undefined;
  const snpPlatform = snpTold && printed('snp.rmp-range') && !printed(...snpObstacles);
  const silent = printed('ccp.sev-enabled') && !failed && !printed('ccp.sev-api', 'ccp.snp-api');
  return {
    flag,
    driver:
      printed('ccp.sev-enabled', 'ccp.not-enabled-by-bios', 'ccp.sev-api', 'ccp.snp-api') || evidence.bundle.has('/dev/sev'),
    refusedByBios: printed('ccp.not-enabled-by-bios'),
    kvm: { sev: parameters.sev === true, es: parameters.sev_es === true, snp: parameters.sev_snp === true },
    failed,
    snpTold,
    snpPlatform,
    gaveUp: silent && snpPlatform && software.kernel.kvmAmd.oldSnpFirmwareDisablesSev,
  };
}

const snpObstacles = [
  'snp.rmp-not-reserved',
  'snp.rmp-too-small',
  'iommu.snp-passthrough',
  'iommu.snp-v2-page-table',
  'iommu.snp-not-enabled',
];

/** The host has, or had in its BIOS, AMD memory encryption. */
export function showsSev(signs: SevSigns): boolean {
  return signs.flag || signs.driver || signs.kvm.sev;
}
