/**
 * How evidence and certificates are signed: Intel's quotes and certificates (`ecdsa-sha256`), AMD's reports (`ecdsa-sha384`), AMD's
 * certificates (`rsa-pss-sha384`, with a mask of SHA-384 and 48 bytes of salt), administrators' tokens (`ed25519`).
 */
export type SignatureAlgorithm = 'ecdsa-sha256' | 'ecdsa-sha384' | 'rsa-pss-sha384' | 'ed25519';

/** The digest that is signed; Ed25519 has its own within. */
export const digestNames = {
  'ecdsa-sha256': 'sha256',
  'ecdsa-sha384': 'sha384',
  'rsa-pss-sha384': 'sha384',
  ed25519: undefined,
} as const;

/** Bytes of salt of RSASSA-PSS in AMD's certificates. */
export const pssSaltLength = 48;
