import { hash } from 'node:crypto';
import { canonicalJson } from '../../../core/json.js';
import type { TeePublicKey } from './tee-public-key.js';

/** Digests that a broker and a guest can agree on. */
export const hashAlgorithms = ['sha256', 'sha384', 'sha512'] as const;

/** One of {@link hashAlgorithms}. */
export type HashAlgorithm = (typeof hashAlgorithms)[number];

/** What evidence is bound to: the nonce, the key of the guest, and for the processor of a guest with devices the devices' evidence. */
export interface RuntimeData {
  readonly nonce: string;
  readonly 'tee-pubkey': TeePublicKey;
  /** The text of the devices' evidence, empty without any. Absent in evidence of devices, and in the dialect `2024-08`. */
  readonly 'additional-evidence'?: string;
}

/**
 * The 64 bytes evidence must carry: the digest of the data in its one spelling (RFC 8785), and zeros behind it. Sources:
 * kbs/src/attestation/backend.rs and attestation-service/src/lib.rs of trustee; rcar_client.rs of guest-components.
 */
export function reportDataOf(data: RuntimeData, algorithm: HashAlgorithm): Buffer {
  const bytes = Buffer.alloc(64);
  runtimeDigest(data, algorithm).copy(bytes);
  return bytes;
}

/** The digest alone: what a guest hands to whatever makes its evidence. */
export function runtimeDigest(data: RuntimeData, algorithm: HashAlgorithm): Buffer {
  return hash(algorithm, canonicalJson(data), 'buffer');
}
