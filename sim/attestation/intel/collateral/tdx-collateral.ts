import { authorityKeyId } from '../../certificates/extensions.js';
import { issueRevocationList } from '../../certificates/revocation-list.js';
import type { IntelAuthorities, IntelAuthority } from '../platform/intel-authorities.js';
import type { PckCertificate, TdxPlatform } from '../platform/tdx-platform.js';
import { type CollateralFacts, issueQeIdentity, issueTcbInfo } from './issue-tcb-info.js';

/**
 * What a verifier needs beside the quote, as the provisioning service gives it: documents as texts with their signatures within,
 * revocation lists in DER, and who issued each, PEM, the issuer before the root.
 */
export interface TdxCollateral {
  readonly tcbInfo: string;
  readonly tcbInfoIssuerChain: string;
  readonly qeIdentity: string;
  readonly qeIdentityIssuerChain: string;
  readonly pckCrl: Uint8Array;
  readonly pckCrlIssuerChain: string;
  readonly rootCaCrl: Uint8Array;
}

/** What is revoked, beside what {@link CollateralFacts} says. */
export interface RevocationFacts {
  /** Serial numbers of PCK certificates. */
  readonly revokedPcks?: readonly bigint[];
  /** Serial numbers of authorities. */
  readonly revokedAuthorities?: readonly bigint[];
}

/** Collateral for a platform and all that share its FMSPC. Same facts, same bytes. */
export function tdxCollateral(
  authorities: IntelAuthorities,
  platform: TdxPlatform,
  facts: CollateralFacts & RevocationFacts,
): TdxCollateral {
  const { platformCa, processorCa, tcbSigning, root } = authorities;
  const signerChain = tcbSigning.pem + root.pem;
  const pckIssuer = platform.pck.ca === 'platform' ? platformCa : processorCa;
  return {
    tcbInfo: issueTcbInfo(authorities, platform, facts),
    tcbInfoIssuerChain: signerChain,
    qeIdentity: issueQeIdentity(authorities, platform, facts),
    qeIdentityIssuerChain: signerChain,
    pckCrl: revocationListOf(pckIssuer, facts.revokedPcks, facts),
    pckCrlIssuerChain: pckIssuer.pem + root.pem,
    rootCaCrl: revocationListOf(root, facts.revokedAuthorities, facts),
  };
}

/** The list of what an authority has revoked, DER. */
export function revocationListOf(
  issuer: IntelAuthority,
  revoked: readonly bigint[] = [],
  { issuedSeconds, validSeconds = thirtyDays }: Pick<CollateralFacts, 'issuedSeconds' | 'validSeconds'>,
): Buffer {
  const contents = {
    thisUpdate: issuedSeconds,
    nextUpdate: issuedSeconds + validSeconds,
    revoked: revoked.map((serial) => ({ serial, at: issuedSeconds })),
    number: 1,
    extensions: [authorityKeyId(issuer.key.publicKey)],
  };
  return issueRevocationList(contents, issuer);
}

/** Which authority's list says whether a PCK certificate is revoked. */
export function pckAuthority(authorities: IntelAuthorities, ca: PckCertificate['ca']): IntelAuthority {
  return ca === 'platform' ? authorities.platformCa : authorities.processorCa;
}

const thirtyDays = 30 * 24 * 60 * 60;
