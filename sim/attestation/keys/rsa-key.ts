import { checkPrimeSync, createPrivateKey, createPublicKey } from 'node:crypto';
import { bytesOfNumber, deriveBytes, numberOfBytes } from './derive-bytes.js';
import type { RsaKeyPair } from './key-pair.js';
import { rsaPrimeOffsets } from './rsa-prime-offsets.js';

/**
 * The RSA key a seed gives for a label. Each prime is the first after a number drawn from the seed. How far away it is stands in
 * {@link rsaPrimeOffsets} for the authorities that come with fauxmetal, which makes loading them a matter of milliseconds; for any other
 * seed or label the search takes seconds, once, and finds the same.
 *
 * @param bits length of the modulus, a multiple of 16.
 */
export function rsaKey(seed: string, label: string, bits = 4096): RsaKeyPair {
  const name = rsaKeyName(seed, label, bits);
  const key = made.get(name) ?? makeKey(seed, label, bits);
  made.set(name, key);
  return key;
}

const made = new Map<string, RsaKeyPair>();

/** What the key is called in {@link rsaPrimeOffsets}. */
export function rsaKeyName(seed: string, label: string, bits: number): string {
  return `${seed}/${label}/${bits}`;
}

/** The number the search for a prime begins at: odd, with its two highest bits set, so that two of them give exactly `bits` bits. */
export function primeCandidate(seed: string, label: string, bits: number, which: 'p' | 'q'): bigint {
  const length = bits / 16;
  const drawn = numberOfBytes(deriveBytes(seed, `rsa/${bits}/${label}/${which}`, length));
  return drawn | 1n | (0b11n << BigInt(length * 8 - 2));
}

/** How far after a candidate the first prime is that suits the exponent 65537. Takes about a second for 2048 bits. */
export function findPrimeOffset(candidate: bigint): number {
  let offset = 0;
  while (!suits(candidate + BigInt(offset))) offset += 2;
  return offset;
}

/** Whether a number is a prime that can be a factor of a modulus with the exponent 65537. */
function suits(number: bigint): boolean {
  return smallPrimes.every((prime) => number % prime !== 0n) && (number - 1n) % exponent !== 0n && checkPrimeSync(number);
}

const exponent = 65537n;

const smallPrimes = [
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
  73n,
  79n,
  83n,
  89n,
];

function makeKey(seed: string, label: string, bits: number): RsaKeyPair {
  const known = rsaPrimeOffsets[rsaKeyName(seed, label, bits)];
  const candidates = (['p', 'q'] as const).map((which) => primeCandidate(seed, label, bits, which));
  const primes = candidates.map((each, at) => each + BigInt(known?.[at] ?? findPrimeOffset(each)));
  const [p, q] = primes as [bigint, bigint];
  const d = inverse(exponent, (p - 1n) * (q - 1n));
  const half = bits / 16;
  const jwk = { kty: 'RSA', n: encoded(p * q, bits / 8), e: 'AQAB' };
  const secret = {
    d: encoded(d, bits / 8),
    p: encoded(p, half),
    q: encoded(q, half),
    dp: encoded(d % (p - 1n), half),
    dq: encoded(d % (q - 1n), half),
    qi: encoded(inverse(q, p), half),
  };
  const privateKey = createPrivateKey({ key: { ...jwk, ...secret }, format: 'jwk' });
  return { kind: 'rsa', bits, privateKey, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
}

function encoded(value: bigint, length: number): string {
  return bytesOfNumber(value, length).toString('base64url');
}

/** The number whose product with `value` leaves 1 on division by `modulus`: Euclid's algorithm, extended. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [low, high, lowFactor, highFactor] = [value % modulus, modulus, 1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high - quotient * low, low];
    [lowFactor, highFactor] = [highFactor - quotient * lowFactor, lowFactor];
  }
  return ((lowFactor % modulus) + modulus) % modulus;
}
