import type { JsonObject } from '../../../core/json.js';
import { isoTime } from '../../trustee/utc-time.js';
import { secondsOfIso } from '../collateral/read-documents.js';
import { type BodyField, quoteHeader } from '../quote/quote-layout.js';
import { bodyField, type ReadQuote } from '../quote/read-quote.js';
import { tdAttributes } from '../report/td-measurements.js';
import type { VerifiedQuote } from './verify-quote.js';

/**
 * What a genuine quote says of its guest and platform, under the names policies know.
 * Source: confidential-containers/trustee `deps/verifier/src/tdx/claims.rs`, `deps/verifier/src/intel_dcap/claims.rs`.
 */
export function tdxClaims(verified: VerifiedQuote): JsonObject {
  const { quote, platform, tcb, collateral } = verified;
  const { issueDate, nextUpdate, tcbEvaluationDataNumber } = collateral.tcbInfo;
  return {
    quote: quoteClaims(quote),
    td_attributes: attributeClaims(bodyField(quote, 'tdAttributes').readBigUInt64LE(0)),
    report_data: hex(bodyField(quote, 'reportData')),
    init_data: hex(bodyField(quote, 'mrConfigId')),
    platform_instance_id: hex(platform.platformInstanceId),
    platform_provider_id: hex(platform.ppid),
    fmspc: hex(platform.fmspc),
    tcb_status: tcb.status,
    tcb_date: isoTime(secondsOfIso(tcb.tcbDate)),
    tcb_eval_num: tcbEvaluationDataNumber,
    advisory_ids: tcb.advisoryIds,
    earliest_issue_date: issueDate,
    earliest_expiration_date: nextUpdate,
    collateral_expiration_status: '0',
    sgx_type: ['Standard', 'Scalable', 'Scalable with Integrity'][platform.sgxType] ?? `Unknown (${platform.sgxType})`,
    is_dynamic_platform: platform.dynamicPlatform,
    is_cached_keys: platform.cachedKeys,
    is_smt_enabled: platform.smtEnabled,
  };
}

/** Fields of the body under trustee's names. */
const bodyNames: Readonly<Record<string, BodyField>> = {
  tcb_svn: 'teeTcbSvn',
  mr_seam: 'mrSeam',
  mrsigner_seam: 'mrSignerSeam',
  seam_attributes: 'seamAttributes',
  td_attributes: 'tdAttributes',
  xfam: 'xfam',
  mr_td: 'mrTd',
  mr_config_id: 'mrConfigId',
  mr_owner: 'mrOwner',
  mr_owner_config: 'mrOwnerConfig',
  rtmr_0: 'rtmr0',
  rtmr_1: 'rtmr1',
  rtmr_2: 'rtmr2',
  rtmr_3: 'rtmr3',
  report_data: 'reportData',
};

const bodyNamesOf15: Readonly<Record<string, BodyField>> = { tee_tcb_svn2: 'teeTcbSvn2', mr_servicetd: 'mrServiceTd' };

function quoteClaims(quote: ReadQuote): JsonObject {
  const names = quote.form === 'v5-tdx1.5' ? { ...bodyNames, ...bodyNamesOf15 } : bodyNames;
  const body = Object.fromEntries(Object.entries(names).map(([name, field]) => [name, hex(bodyField(quote, field))]));
  const part = (from: number, to: number): string => hex(quote.header.subarray(from, to));
  const header = {
    version: part(quoteHeader.version, quoteHeader.keyType),
    att_key_type: part(quoteHeader.keyType, quoteHeader.teeType),
    tee_type: part(quoteHeader.teeType, 8),
    reserved: part(8, quoteHeader.qeVendorId),
    vendor_id: part(quoteHeader.qeVendorId, quoteHeader.userData),
    user_data: part(quoteHeader.userData, quoteHeader.length),
  };
  const descriptor =
    quote.form === 'v4' ? {} : { type: hex(quote.descriptor.subarray(0, 2)), size: hex(quote.descriptor.subarray(2)) };
  return { header, ...descriptor, body };
}

function attributeClaims(bits: bigint): JsonObject {
  const has = (bit: bigint): boolean => (bits & bit) !== 0n;
  return {
    debug: has(tdAttributes.debug),
    septve_disable: has(tdAttributes.septVeDisable),
    protection_keys: has(tdAttributes.protectionKeys),
    key_locker: has(tdAttributes.keyLocker),
    perfmon: has(tdAttributes.performanceMonitoring),
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
