/** Why evidence is refused: a code for each kind of defect, and a sentence. */
export interface TdxRefusal {
  readonly code: TdxRefusalCode;
  readonly message: string;
}

/** Each defect has a code of its own, and codes do not change. */
export const tdxRefusalCodes = {
  malformed: 'the evidence or the quote is not of its form',
  oversize: 'there is more of it than anybody would send',
  'quote-version': 'the quote is of a version or has a body that is not understood',
  'attestation-key-type': 'the quote is signed with another algorithm',
  'tee-type': 'the quote is of another kind of machine',
  'qe-vendor': 'the quoting enclave is of another vendor',
  'certification-data': 'the quote does not carry a PCK chain',
  'certificate-chain': 'the PCK chain is broken, out of order or has other names',
  'certificate-expired': 'a certificate of the PCK chain is not valid at this time',
  root: 'the PCK chain does not end in a trusted root',
  'collateral-missing': 'there is no collateral for this platform',
  'collateral-malformed': 'collateral is not of its form',
  'collateral-root': 'collateral is issued under another root',
  'collateral-signer': 'collateral is signed by somebody who may not, or whose certificate is not valid',
  'crl-signature': 'a revocation list is not signed by the authority it is of',
  'crl-expired': 'a revocation list is out of date',
  'pck-revoked': 'the PCK certificate is revoked',
  'authority-revoked': 'an authority is revoked',
  'tcb-info-signature': 'TCB info is not signed by its signer',
  'tcb-info-expired': 'TCB info is out of date',
  'qe-identity-signature': 'the quoting enclave’s identity is not signed by its signer',
  'qe-identity-expired': 'the quoting enclave’s identity is out of date',
  'qe-report-signature': 'the quoting enclave’s report is not signed by the PCK key',
  'qe-report-data': 'the quoting enclave’s report names another attestation key',
  'attestation-key': 'the attestation key is no point of the curve',
  'quote-signature': 'the quote is not signed by the attestation key',
  fmspc: 'TCB info is for platforms of another FMSPC',
  'pce-id': 'TCB info is for another provisioning enclave',
  'tdx-module': 'the TDX module has another signer or other attributes',
  'tdx-module-unknown': 'there is no identity for TDX modules of this generation',
  'qe-identity': 'the quoting enclave is not the one its identity describes',
  'tcb-level-unknown': 'the platform is below every level that is listed',
  'tcb-revoked': 'the level of the platform, the module or the quoting enclave is revoked',
  'tcb-out-of-date': 'the platform, the module or the quoting enclave is out of date',
  'tcb-status': 'the level of the platform has a status that is not accepted',
  debug: 'the guest can be debugged by its host',
  'report-data': 'the quote is bound to something else than was asked for',
  'init-data': 'the guest was started with another configuration',
  'event-log': 'the event log does not lead to the registers of the quote',
} as const satisfies Record<string, string>;

/** One of {@link tdxRefusalCodes}. */
export type TdxRefusalCode = keyof typeof tdxRefusalCodes;

/** A refusal with the sentence of its code, or more of it. */
export function refusal(code: TdxRefusalCode, more = ''): { readonly ok: false; readonly reason: TdxRefusal } {
  return { ok: false, reason: { code, message: more === '' ? tdxRefusalCodes[code] : `${tdxRefusalCodes[code]}: ${more}` } };
}
