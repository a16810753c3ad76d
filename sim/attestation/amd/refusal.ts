/** Why SNP evidence is refused, one code for each kind of defect. They are stable: scripts and tests compare them. */
export const snpRefusals = {
  malformed: 'the evidence, a report or a certificate cannot be read',
  oversize: 'something is larger than it can be',
  version: 'the version of the report is not known',
  'reserved-bytes': 'something stands where the report must be zero',
  'signature-algorithm': 'the report is not signed by ECDSA on P-384 with SHA-384',
  signer: 'the report says that neither the chip nor a provider signed it',
  product: 'report, certificate and trusted roots are not of one product line',
  'chip-id-masked': 'the report does not say which chip it is from, so no certificate of a chip can belong to it',
  'certificate-missing': 'the certificate of the key that signed is not there and cannot be found',
  root: 'the chain ends in a root that is not trusted',
  'root-signature': 'the root is not signed by itself',
  'intermediate-signature': 'the certificate below the root is not signed by the root',
  'endorsement-signature': 'the certificate of the signing key is not signed by the one above it',
  endorsement: 'the certificate of the signing key lacks what AMD puts into it',
  expired: 'a certificate is not valid at this time',
  revoked: 'a certificate was revoked',
  'revocation-list': 'a revocation list is not from the root, out of date or unreadable',
  'chip-id': 'the certificate is of another chip than the report',
  'reported-tcb': 'the certificate is for another TCB version than the one reported',
  signature: 'the report is not signed by the certified key',
  'report-data': 'the report is not bound to this nonce and key',
  'host-data': 'the guest was not started with this initdata',
  vmpl: 'the report was asked for by something less privileged than VMPL 0',
  'debug-policy': 'the policy lets the host debug the guest',
  'minimum-tcb': 'the reported TCB version is too old',
  measurement: 'what was launched is not what is expected',
} as const;

/** One of {@link snpRefusals}. */
export type SnpRefusalCode = keyof typeof snpRefusals;

/** A refusal, with what was found in this case. */
export interface SnpRefusal {
  readonly code: SnpRefusalCode;
  readonly message: string;
}

/** Makes one; the sentence of the code, and the particulars behind it where there are any. */
export function refusalOf(code: SnpRefusalCode, particulars?: string): SnpRefusal {
  const sentence = snpRefusals[code];
  return { code, message: particulars === undefined ? sentence : `${sentence}: ${particulars}` };
}
