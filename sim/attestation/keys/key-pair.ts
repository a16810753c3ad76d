import type { KeyObject } from 'node:crypto';

/** A key of the simulation. The objects are Node's own, so that anything that takes a `KeyObject` (`jose`, `node:crypto`) takes them. */
export type KeyPair = EcKeyPair | RsaKeyPair | Ed25519KeyPair;

/** Curves of evidence: `P-256` signs Intel's quotes and certificates, `P-384` AMD's reports. */
export type Curve = 'P-256' | 'P-384';

/** A key on one of NIST's curves. */
export interface EcKeyPair extends BothKeys {
  readonly kind: 'ec';
  readonly curve: Curve;
  /** Private scalar, most significant byte first, 32 or 48 bytes. */
  readonly scalar: Buffer;
  /** Coordinates of the public point, likewise. */
  readonly x: Buffer;
  readonly y: Buffer;
}

/** An RSA key with the public exponent 65537. */
export interface RsaKeyPair extends BothKeys {
  readonly kind: 'rsa';
  readonly bits: number;
}

/** An Ed25519 key. */
export interface Ed25519KeyPair extends BothKeys {
  readonly kind: 'ed25519';
}

interface BothKeys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}
