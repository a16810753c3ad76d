import type { ProductLine } from './product-line.js';
import { linesOf, type SnpReport } from './report.js';

/**
 * What the fields of a report are called in evidence. Source: virtee/sev 9cf2adb, serde form of `AttestationReport`;
 * confidential-containers/trustee 78962cd4 `attestation-service/tests/e2e/evidence.json`.
 */
export const evidenceFields = {
  numbers32: { version: 'version', guestSvn: 'guest_svn', vmpl: 'vmpl', signatureAlgorithm: 'sig_algo', keyInfo: 'key_info' },
  numbers64: { policy: 'policy', platformInfo: 'plat_info' },
  tcbs: { currentTcb: 'current_tcb', reportedTcb: 'reported_tcb', committedTcb: 'committed_tcb', launchTcb: 'launch_tcb' },
  versions: { currentVersion: 'current', committedVersion: 'committed' },
  vectors: { launchMitVector: 'launch_mit_vector', currentMitVector: 'current_mit_vector' },
  processor: { family: 'cpuid_fam_id', model: 'cpuid_mod_id', stepping: 'cpuid_step' },
  bytes: {
    familyId: 'family_id',
    imageId: 'image_id',
    reportData: 'report_data',
    measurement: 'measurement',
    hostData: 'host_data',
    idKeyDigest: 'id_key_digest',
    authorKeyDigest: 'author_key_digest',
    reportId: 'report_id',
    reportIdMa: 'report_id_ma',
    chipId: 'chip_id',
  },
} as const;

/** An object with the same members, each made from its name and what it is called. */
export function mapMembers<Name extends string, Value>(
  names: Readonly<Record<Name, string>>,
  make: (name: Name, called: string) => Value,
): Readonly<Record<Name, Value>> {
  const entries = Object.entries(names) as [Name, string][];
  return Object.fromEntries(entries.map(([name, called]) => [name, make(name, called)])) as Record<Name, Value>;
}

/** Where the bytes of TCB versions are; a processor that is not known has them as Turin has. */
export function tcbLayoutOf(report: Pick<SnpReport, 'processor' | 'chipId'>): ProductLine {
  return linesOf(report)[0] ?? 'Turin';
}
