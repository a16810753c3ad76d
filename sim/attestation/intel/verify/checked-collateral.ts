import { done, type Outcome } from '../../../core/outcome.js';
import { isSignedBy } from '../../keys/native-signature.js';
import { asQeIdentity, asTcbInfo, secondsOfIso } from '../collateral/read-documents.js';
import { readSignedDocument } from '../collateral/signed-document.js';
import type { EnclaveIdentity, TcbInfo } from '../collateral/tcb-level.js';
import type { TdxCollateral } from '../collateral/tdx-collateral.js';
import { checkSigner, type Trust } from './pck-chain.js';
import { refusal, type TdxRefusal } from './refusal.js';

/** Collateral that is genuine and in date. */
export interface CheckedCollateral {
  readonly tcbInfo: TcbInfo;
  readonly qeIdentity: EnclaveIdentity;
}

/** Checks TCB info and the quoting enclave's identity: who signed them, that they did, and that they are in date. */
export function checkCollateral(collateral: TdxCollateral, trust: Trust): Outcome<CheckedCollateral, TdxRefusal> {
  const tcbInfo = checkedDocument(collateral, tcbInfoKind, trust);
  if (!tcbInfo.ok) return tcbInfo;
  const qeIdentity = checkedDocument(collateral, qeIdentityKind, trust);
  return qeIdentity.ok ? done({ tcbInfo: tcbInfo.value, qeIdentity: qeIdentity.value }) : qeIdentity;
}

interface DocumentKind<Inner> {
  readonly name: string;
  readonly code: 'tcb-info' | 'qe-identity';
  readonly text: (collateral: TdxCollateral) => string;
  readonly issuers: (collateral: TdxCollateral) => string;
  readonly as: (inner: unknown) => Outcome<Inner, string>;
}

const tcbInfoKind: DocumentKind<TcbInfo> = {
  name: 'tcbInfo',
  code: 'tcb-info',
  text: ({ tcbInfo }) => tcbInfo,
  issuers: ({ tcbInfoIssuerChain }) => tcbInfoIssuerChain,
  as: asTcbInfo,
};

const qeIdentityKind: DocumentKind<EnclaveIdentity> = {
  name: 'enclaveIdentity',
  code: 'qe-identity',
  text: ({ qeIdentity }) => qeIdentity,
  issuers: ({ qeIdentityIssuerChain }) => qeIdentityIssuerChain,
  as: asQeIdentity,
};

function checkedDocument<Inner extends { readonly issueDate: string; readonly nextUpdate: string }>(
  collateral: TdxCollateral,
  { name, code, text, issuers, as }: DocumentKind<Inner>,
  trust: Trust,
): Outcome<Inner, TdxRefusal> {
  const signer = checkSigner(issuers(collateral), collateral, trust);
  if (!signer.ok) return signer;
  const document = readSignedDocument(text(collateral), name);
  if (!document.ok) return refusal('collateral-malformed', document.reason);
  const { inner, signed, signature } = document.value;
  if (!isSignedBy(signer.value.publicKey, 'ecdsa-sha256', signed, signature)) return refusal(`${code}-signature`);
  const read = as(inner);
  if (!read.ok) return refusal('collateral-malformed', read.reason);
  const { issueDate, nextUpdate } = read.value;
  const inDate = trust.nowSeconds >= secondsOfIso(issueDate) && trust.nowSeconds <= secondsOfIso(nextUpdate);
  return inDate ? done(read.value) : refusal(`${code}-expired`, `good from ${issueDate} to ${nextUpdate}`);
}
