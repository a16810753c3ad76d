import { createPrivateKey, createPublicKey } from 'node:crypto';
import { deriveBytes } from './derive-bytes.js';
import type { Ed25519KeyPair } from './key-pair.js';

/** The Ed25519 key a seed gives for a label: what administrators of a key broker sign with. */
export function ed25519Key(seed: string, label: string): Ed25519KeyPair {
  const key = Buffer.concat([pkcs8Head, deriveBytes(seed, `ed25519/${label}`, 32)]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  return { kind: 'ed25519', privateKey, publicKey: createPublicKey(privateKey) };
}

/** What stands before the 32 private bytes. Source: RFC 8410 section 7. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
