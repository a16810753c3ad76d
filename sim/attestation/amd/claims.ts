import type { JsonObject } from '../../core/json.js';
import { decodeFlags, platformInfoBits } from './flags.js';
import { decodePolicy } from './guest-policy.js';
import type { ProductLine } from './product-line.js';
import type { SnpReport } from './report.js';
import { decodeTcb } from './tcb-version.js';

/** What a verifier says of a genuine report. Source of the names: confidential-containers/trustee 78962cd4 `deps/verifier/src/snp/mod.rs`. */
export function snpClaims(report: SnpReport, line: ProductLine): JsonObject {
  const policy = decodePolicy(report.policy);
  const platform = decodeFlags(platformInfoBits, report.platformInfo);
  const tcb = decodeTcb(line, report.reportedTcb);
  return {
    policy_abi_major: policy.abiMajor,
    policy_abi_minor: policy.abiMinor,
    policy_smt_allowed: policy.smtAllowed,
    policy_migrate_ma: policy.migrateMaAllowed,
    policy_debug_allowed: policy.debugAllowed,
    policy_single_socket: policy.singleSocketRequired,
    reported_tcb_bootloader: tcb.bootloader,
    reported_tcb_tee: tcb.tee,
    reported_tcb_snp: tcb.snp,
    reported_tcb_microcode: tcb.microcode,
    platform_tsme_enabled: platform.tsmeEnabled,
    platform_smt_enabled: platform.smtEnabled,
    measurement: report.measurement.toString('hex'),
    report_data: report.reportData.toString('hex'),
    init_data: report.hostData.toString('hex'),
    chip_id: report.chipId.toString('hex'),
  };
}
