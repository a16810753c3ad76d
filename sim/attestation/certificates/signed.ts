import type { KeyObject } from 'node:crypto';
import { bytesOfNumber } from '../keys/derive-bytes.js';
import { isSignedBy } from '../keys/native-signature.js';
import { type DerValue, derTags, integerOf, membersOf, readDerValue, withTag } from './der.js';
import { algorithmOf, type CertificateAlgorithm } from './signature-identifier.js';

/** What certificates and revocation lists have in common: content, and a signature over it. */
export interface Signed {
  readonly content: DerValue;
  readonly algorithm: CertificateAlgorithm;
  /** As X.509 writes it. */
  readonly signature: Buffer;
}

/** Takes one apart. The algorithm must be named alike inside and outside. @throws RangeError if it is not, or is unknown. */
export function readSignature(whole: DerValue): Signed {
  const [content, identifier, bits, ...more] = membersOf(whole);
  const algorithm = algorithmOf(withTag(identifier, derTags.sequence).raw);
  if (algorithm === undefined) throw new RangeError('its signature algorithm is unknown');
  const inside = membersOf(content).find(({ raw }) => raw.equals(identifier?.raw ?? raw));
  const [unused, ...signature] = withTag(bits, derTags.bitString).content;
  if (inside === undefined || unused !== 0 || more.length > 0) throw new RangeError('its signature is badly written');
  return { content: withTag(content, derTags.sequence), algorithm, signature: Buffer.from(signature) };
}

/** Whether a key made the signature. Never throws. A good answer is remembered for the pair of objects: both are read-only. */
export function isSigned(signed: Signed, key: KeyObject): boolean {
  const keys = found.get(signed) ?? new WeakSet();
  if (keys.has(key)) return true;
  if (!isSignedNow(signed, key)) return false;
  keys.add(key);
  found.set(signed, keys);
  return true;
}

const found = new WeakMap<Signed, WeakSet<KeyObject>>();

function isSignedNow({ content, algorithm, signature }: Signed, key: KeyObject): boolean {
  const plain = algorithm === 'rsa-pss-sha384' ? signature : plainSignature(signature, key);
  return plain !== undefined && isSignedBy(key, algorithm, content.raw, plain);
}

/** r ‖ s of the SEQUENCE that X.509 writes. */
function plainSignature(signature: Buffer, key: KeyObject): Buffer | undefined {
  const size = coordinateBytes[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (size === undefined) return undefined;
  try {
    const numbers = membersOf(readDerValue(signature, derTags.sequence)).map((number) => integerOf(number));
    const parts = numbers.map((number) => bytesOfNumber(number, size));
    return numbers.length === 2 ? Buffer.concat(parts) : undefined;
  } catch {
    return undefined;
  }
}

const coordinateBytes: Readonly<Record<string, number>> = { prime256v1: 32, secp384r1: 48 };
