import { p256 } from '@noble/curves/nist.js';
import { describe, expect, it } from 'vitest';
import { deriveBytes } from './derive-bytes.js';
import { ecKey } from './ec-key.js';
import { ed25519Key } from './ed25519-key.js';
import type { KeyPair } from './key-pair.js';
import { isSignedBy, signNatively } from './native-signature.js';
import { signRepeatably } from './repeatable-signature.js';
import { findPrimeOffset, primeCandidate, rsaKey, rsaKeyName } from './rsa-key.js';
import { rsaPrimeOffsets } from './rsa-prime-offsets.js';
import { sameBytes } from './same-bytes.js';
import type { SignatureAlgorithm } from './signature-algorithm.js';

const signers: readonly (readonly [SignatureAlgorithm, () => KeyPair])[] = [
  ['ecdsa-sha256', () => ecKey('P-256', 'seed', 'quote')],
  ['ecdsa-sha384', () => ecKey('P-384', 'seed', 'report')],
  ['rsa-pss-sha384', () => rsaKey('fauxmetal', 'amd/Milan/ark')],
  ['ed25519', () => ed25519Key('seed', 'administrator')],
];

const message = Buffer.from('measured, then trusted');

describe.each(signers)('%s', (algorithm, keyOf) => {
  const key = keyOf();

  it('signs repeatably what Node then verifies', () => {
    const signature = signRepeatably(key, algorithm, message);
    expect(signRepeatably(key, algorithm, message)).toEqual(signature);
    expect(isSignedBy(key.publicKey, algorithm, message, signature)).toBe(true);
  });

  it('signs natively in the same shape', () => {
    const signature = signNatively(key, algorithm, message);
    expect(signature.length).toBe(signRepeatably(key, algorithm, message).length);
    expect(isSignedBy(key.publicKey, algorithm, message, signature)).toBe(true);
  });

  it('refuses another message, a flipped bit, a shorter signature and a key of another kind', () => {
    const signature = signRepeatably(key, algorithm, message);
    const flipped = Buffer.from(signature);
    flipped[5] = (flipped[5] ?? 0) ^ 1;
    const other = algorithm === 'ed25519' ? ecKey('P-256', 'seed', 'quote') : ed25519Key('seed', 'administrator');
    expect(isSignedBy(key.publicKey, algorithm, Buffer.from('untrue'), signature)).toBe(false);
    expect(isSignedBy(key.publicKey, algorithm, message, flipped)).toBe(false);
    expect(isSignedBy(key.publicKey, algorithm, message, signature.subarray(1))).toBe(false);
    expect(isSignedBy(other.publicKey, algorithm, message, signature)).toBe(false);
  });
});

it('ECDSA uses the nonce of RFC 6979, as its own example shows', () => {
  // RFC 6979 A.2.5: curve P-256, SHA-256, message "sample".
  const scalar = Buffer.from('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721', 'hex');
  const key = { ...ecKey('P-256', 'seed', 'quote'), scalar, x: Buffer.from(p256.getPublicKey(scalar, false).subarray(1, 33)) };
  const signature = signRepeatably(key, 'ecdsa-sha256', Buffer.from('sample'));
  expect(signature.toString('hex').toUpperCase()).toBe(
    'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
  );
});

it('keys are the same in every run, and others for another seed, label or curve', () => {
  expect(ecKey('P-256', 'seed', 'quote').x.toString('hex')).toBe(
    'ca4e8d3b2e46b20db800e920a0f230210574a6afaafbb72ade09d139233001a0',
  );
  expect(deriveBytes('seed', 'label', 8).toString('hex')).toBe('578a2d6b6247e327');
  const all = [ecKey('P-384', 'seed', 'a'), ecKey('P-384', 'seed', 'b'), ecKey('P-384', 'other', 'a')];
  expect(new Set(all.map(({ x }) => x.toString('hex'))).size).toBe(3);
  expect(ecKey('P-384', 'seed', 'a')).toBe(all[0]);
});

it('every row of the table of primes gives a key that verifies what it signs, which numbers that are no primes do not', () => {
  for (const name of Object.keys(rsaPrimeOffsets)) {
    const { seed, label, bits } = partsOfName(name);
    const key = rsaKey(seed, label, bits);
    expect([name, key.publicKey.asymmetricKeyDetails]).toEqual([name, { modulusLength: bits, publicExponent: 65537n }]);
    const signature = signRepeatably(key, 'rsa-pss-sha384', message);
    expect([name, isSignedBy(key.publicKey, 'rsa-pss-sha384', message, signature)]).toEqual([name, true]);
  }
});

it('the first row is what the search finds', () => {
  const [name = '', offsets] = Object.entries(rsaPrimeOffsets)[0] ?? [];
  const { seed, label, bits } = partsOfName(name);
  expect((['p', 'q'] as const).map((which) => findPrimeOffset(primeCandidate(seed, label, bits, which)))).toEqual(offsets);
});

it('an RSA key that is not in the table is found, and is the same each time', () => {
  const first = rsaKey('some', 'broker', 1024);
  expect(first.publicKey.asymmetricKeyDetails).toEqual({ modulusLength: 1024, publicExponent: 65537n });
  expect(rsaKey('some', 'broker', 1024)).toBe(first);
  expect(rsaKeyName('some', 'broker', 1024)).toBe('some/broker/1024');
});

it('bytes are compared whole', () => {
  expect(sameBytes(Buffer.from('abc'), Buffer.from('abc'))).toBe(true);
  expect(sameBytes(Buffer.from('abc'), Buffer.from('abd'))).toBe(false);
  expect(sameBytes(Buffer.from('abc'), Buffer.from('ab'))).toBe(false);
});

/** `seed/label…/bits` */
function partsOfName(name: string): { readonly seed: string; readonly label: string; readonly bits: number } {
  const words = name.split('/');
  return { seed: words[0] ?? '', label: words.slice(1, -1).join('/'), bits: Number(words.at(-1)) };
}
