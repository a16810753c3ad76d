import { done, type Outcome } from '../../../core/outcome.js';
import { type ChainRefusal, checkChain } from '../../certificates/check-chain.js';
import { attributeOf } from '../../certificates/distinguished-name.js';
import { blocksOfPem, pemOf } from '../../certificates/pem.js';
import { extensionOf, type ReadCertificate, readCertificate } from '../../certificates/read-certificate.js';
import { type RevocationList, readRevocationList } from '../../certificates/revocation-list.js';
import { isSigned } from '../../certificates/signed.js';
import type { TdxCollateral } from '../collateral/tdx-collateral.js';
import { type PlatformIdentity, readSgxExtension, sgxExtensionOid } from '../platform/sgx-extension.js';
import type { PckCertificate } from '../platform/tdx-platform.js';
import { refusal, type TdxRefusal } from './refusal.js';

/** The certificates a quote carries, taken apart but not yet trusted. */
export interface PckChain {
  /** Leaf, intermediate, root. */
  readonly certificates: readonly [ReadCertificate, ReadCertificate, ReadCertificate];
  readonly ca: PckCertificate['ca'];
  readonly identity: PlatformIdentity;
}

/** What a verifier trusts, and when. */
export interface Trust {
  /** DER */
  readonly roots: readonly Uint8Array[];
  readonly nowSeconds: number;
}

/** Takes the chain of a quote apart: three certificates with the names Intel gives them, exactly as PEM is written. */
export function readPckChain(pem: string): Outcome<PckChain, TdxRefusal> {
  const certificates = certificatesOf(pem);
  const [leaf, intermediate, root, ...more] = certificates ?? [];
  if (!leaf || !intermediate || !root || more.length > 0) return refusal('certificate-chain', 'three certificates belong there');
  const [leafName, caName, rootName] = [leaf, intermediate, root].map(({ subject }) => attributeOf(subject, 'CN'));
  const ca =
    caName === 'Intel SGX PCK Platform CA' ? 'platform' : caName === 'Intel SGX PCK Processor CA' ? 'processor' : undefined;
  if (leafName !== 'Intel SGX PCK Certificate' || rootName !== 'Intel SGX Root CA' || ca === undefined) {
    return refusal('certificate-chain', 'the certificates have other names');
  }
  const identity = readSgxExtension(extensionOf(leaf, sgxExtensionOid) ?? Buffer.alloc(0));
  if (!identity.ok) return refusal('certificate-chain', identity.reason);
  return done({ certificates: [leaf, intermediate, root], ca, identity: identity.value });
}

/** Whether the chain leads to a trusted root: before anything is fetched for it. */
export function checkPckChain({ certificates }: PckChain, trust: Trust): Outcome<undefined, TdxRefusal> {
  const checked = checkChain(certificates, trust);
  return checked.ok ? checked : refusal(pckCodes[checked.reason.code], checked.reason.message);
}

/** Whether a certificate of the chain is revoked, by lists that are in date and signed by the authorities of the chain. */
export function checkRevocation(
  { certificates }: PckChain,
  collateral: TdxCollateral,
  trust: Trust,
): Outcome<undefined, TdxRefusal> {
  const [leaf, intermediate, root] = certificates;
  const issuers = certificatesOf(collateral.pckCrlIssuerChain);
  if (issuers === undefined) return refusal('collateral-malformed', 'the issuers of the PCK revocation list cannot be read');
  if (!checkChain(issuers, trust).ok) return refusal('crl-signature', 'its issuers are not trusted');
  const lists: RevocationList[] = [];
  for (const [bytes, issuer] of [
    [collateral.rootCaCrl, root],
    [collateral.pckCrl, intermediate],
  ] as const) {
    const list = checkedList(bytes, issuer, trust);
    if (!list.ok) return list;
    lists.push(list.value);
  }
  if (lists[0]?.revoked.includes(intermediate.serial)) return refusal('authority-revoked');
  if (lists[1]?.revoked.includes(leaf.serial)) return refusal('pck-revoked');
  return done(undefined);
}

/** Whether a signer of collateral is one, and not revoked. @returns its certificate */
export function checkSigner(pem: string, { rootCaCrl }: TdxCollateral, trust: Trust): Outcome<ReadCertificate, TdxRefusal> {
  const chain = certificatesOf(pem);
  const [signer, root, ...more] = chain ?? [];
  if (!chain || !signer || !root || more.length > 0) return refusal('collateral-malformed', 'its issuers cannot be read');
  const checked = checkChain(chain, trust);
  if (!checked.ok) return refusal(signerCodes[checked.reason.code], checked.reason.message);
  if (attributeOf(signer.subject, 'CN') !== 'Intel SGX TCB Signing') return refusal('collateral-signer');
  const list = checkedList(rootCaCrl, root, trust);
  if (!list.ok) return list;
  return list.value.revoked.includes(signer.serial) ? refusal('authority-revoked') : done(signer);
}

/** Certificates exactly as our own PEM writes them: text that decoders skip could be changed without notice. Remembered by the text. */
function certificatesOf(pem: string): readonly ReadCertificate[] | undefined {
  const known = certificates.get(pem);
  if (known !== undefined) return known;
  const blocks = blocksOfPem(pem);
  if (blocks.map((block) => pemOf(block)).join('') !== pem) return undefined;
  const read = blocks.map((block) => readCertificate(block));
  if (!read.every((each) => each.ok)) return undefined;
  if (certificates.size >= rememberedMax) certificates.clear();
  const values = read.map(({ value }) => value);
  certificates.set(pem, values);
  return values;
}

const certificates = new Map<string, readonly ReadCertificate[]>();
const rememberedMax = 64;

function checkedList(bytes: Uint8Array, issuer: ReadCertificate, { nowSeconds }: Trust): Outcome<RevocationList, TdxRefusal> {
  const list = readRevocationList(bytes);
  if (!list.ok) return refusal('collateral-malformed', list.reason);
  if (!isSigned(list.value, issuer.publicKey)) return refusal('crl-signature');
  const { thisUpdate, nextUpdate } = list.value;
  return nowSeconds < thisUpdate || nowSeconds > nextUpdate ? refusal('crl-expired') : list;
}

const pckCodes = {
  root: 'root',
  chain: 'certificate-chain',
  expired: 'certificate-expired',
  revoked: 'pck-revoked',
  'revocation-list': 'crl-signature',
} as const satisfies Record<ChainRefusal['code'], string>;

const signerCodes = {
  root: 'collateral-root',
  chain: 'collateral-signer',
  expired: 'collateral-signer',
  revoked: 'authority-revoked',
  'revocation-list': 'crl-signature',
} as const satisfies Record<ChainRefusal['code'], string>;
