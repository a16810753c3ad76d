import { done, type Outcome, refused } from '../../core/outcome.js';
import { nameText } from './distinguished-name.js';
import type { ReadCertificate } from './read-certificate.js';
import type { RevocationList } from './revocation-list.js';
import { isSigned } from './signed.js';

/** Why a chain is not to be trusted. `at` is the place in the chain, the leaf being 0. */
export interface ChainRefusal {
  readonly code: /** The last certificate is none of the roots. */
    | 'root'
    /** A certificate is not signed by the next, does not name it, or the next is no authority. */
    | 'chain'
    /** It is too early or too late for a certificate. */
    | 'expired'
    | 'revoked'
    /** A revocation list is not signed by the issuer of what it judges, or out of date. */
    | 'revocation-list';
  readonly at: number;
  readonly message: string;
}

/** What a chain is held against. */
export interface ChainExpectation {
  /** Roots that are trusted, DER. The chain must end in one of them, byte for byte: names prove nothing. */
  readonly roots: readonly Uint8Array[];
  readonly nowSeconds: number;
  /** Each judges the certificates of its issuer. */
  readonly revocationLists?: readonly RevocationList[];
}

/**
 * Checks a chain from the leaf to a root, both included: root, then signatures from the root down, then dates, then revocation. Key usage
 * and path lengths are not looked at: the chains of AMD and Intel have fixed lengths.
 */
export function checkChain(chain: readonly ReadCertificate[], expected: ChainExpectation): Outcome<undefined, ChainRefusal> {
  const refusal =
    rootRefusal(chain, expected) ?? linkRefusal(chain) ?? dateRefusal(chain, expected) ?? listRefusal(chain, expected);
  return refusal === undefined ? done(undefined) : refused(refusal);
}

function rootRefusal(chain: readonly ReadCertificate[], { roots }: ChainExpectation): ChainRefusal | undefined {
  const root = chain.at(-1);
  if (root !== undefined && roots.some((each) => root.der.equals(each))) return undefined;
  return refusalAt(chain, chain.length - 1, 'root', 'is not a trusted root');
}

function linkRefusal(chain: readonly ReadCertificate[]): ChainRefusal | undefined {
  for (let at = chain.length - 1; at >= 0; at -= 1) {
    const issuer = chain[Math.min(at + 1, chain.length - 1)] as ReadCertificate;
    const certificate = chain[at] as ReadCertificate;
    if (nameText(certificate.issuer) !== nameText(issuer.subject)) return refusalAt(chain, at, 'chain', 'names another issuer');
    if (!issuer.ca) return refusalAt(chain, at, 'chain', 'is issued by what is no authority');
    if (!isSigned(certificate, issuer.publicKey)) return refusalAt(chain, at, 'chain', 'is not signed by its issuer');
  }
  return undefined;
}

function dateRefusal(chain: readonly ReadCertificate[], { nowSeconds }: ChainExpectation): ChainRefusal | undefined {
  const at = chain.findIndex(({ notBefore, notAfter }) => nowSeconds < notBefore || nowSeconds > notAfter);
  return at < 0 ? undefined : refusalAt(chain, at, 'expired', 'is not valid at this time');
}

function listRefusal(chain: readonly ReadCertificate[], expected: ChainExpectation): ChainRefusal | undefined {
  for (const list of expected.revocationLists ?? []) {
    const by = chain.findIndex(({ subject }) => nameText(subject) === nameText(list.issuer));
    const issuer = chain[by];
    if (issuer === undefined || !isSigned(list, issuer.publicKey)) {
      return refusalAt(chain, chain.length - 1, 'revocation-list', 'did not sign the revocation list');
    }
    if (expected.nowSeconds < list.thisUpdate || expected.nowSeconds > list.nextUpdate) {
      return refusalAt(chain, by, 'revocation-list', 'has a revocation list that is out of date');
    }
    const at = chain.findIndex((each) => nameText(each.issuer) === nameText(list.issuer) && list.revoked.includes(each.serial));
    if (at >= 0) return refusalAt(chain, at, 'revoked', 'is revoked');
  }
  return undefined;
}

function refusalAt(chain: readonly ReadCertificate[], at: number, code: ChainRefusal['code'], what: string): ChainRefusal {
  const subject = chain[at]?.subject;
  return { code, at, message: `the certificate of ${subject === undefined ? 'nobody' : nameText(subject)} ${what}` };
}
