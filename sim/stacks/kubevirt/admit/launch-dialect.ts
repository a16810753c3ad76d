import type { LaunchSecurity } from '../vmi.js';

/** Who speaks: upstream's empty elements, those with the members of VEP #80, or Intel's fork with its own. */
export type LaunchDialect = 'upstream' | 'vep-80' | 'intel-fork';

/** The types of `launchSecurity`. */
export type LaunchType = keyof LaunchSecurity;

const sev = ['policy', 'attestation', 'session', 'dhCert'];
const snp = ['policy', 'kernelHashes'];
const tdx = ['policy', 'mrConfigId', 'mrOwner', 'mrOwnerConfig'];

/**
 * Members of each type in each dialect. Source: KubeVirt v1.9 `api/core/v1/schema.go`; VEP #80, "TDX Design", "AMD Design",
 * "Implementation Phases"; intel/kubevirt-tdx `schema.go` (QGS) and Intel's article about it (MRCONFIGID).
 */
export const launchMembers: Readonly<Record<LaunchDialect, Readonly<Record<LaunchType, readonly string[]>>>> = {
  upstream: { sev, snp: [], tdx: [] },
  'vep-80': { sev, snp, tdx },
  'intel-fork': { sev, snp, tdx: [...tdx, 'QGS', 'MRCONFIGID'] },
};
