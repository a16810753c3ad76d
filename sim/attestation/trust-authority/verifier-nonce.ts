import type { JsonObject } from '../../core/json.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import type { EcKeyPair } from '../keys/key-pair.js';
import { isSignedBy } from '../keys/native-signature.js';
import { signRepeatably } from '../keys/repeatable-signature.js';
import { bytesOfBase64, textOf } from '../trustee/json-bytes.js';
import type { RandomBytes } from '../trustee/random-bytes.js';
import { isoTime } from '../trustee/utc-time.js';

/** What a trust authority gives out so that evidence is fresh. Signed, so that nobody else's is taken. */
export interface VerifierNonce {
  readonly val: Buffer;
  /** When it was given out, as text in bytes. */
  readonly iat: Buffer;
  readonly signature: Buffer;
}

/** Why a nonce is not taken. */
export type NonceDefect = 'nonce-malformed' | 'nonce-signature' | 'nonce-expired' | 'nonce-used';

/** How long a nonce is good, in seconds. Assumed. */
export const nonceSeconds = 300;

/**
 * Gives out nonces and takes each back once. Source of the form: go-connector/nonce.go of trustauthority-client-for-go f8dc47b; what is in
 * the bytes is the service's own, and assumed here.
 */
export class VerifierNonces {
  readonly #key: EcKeyPair;
  readonly #random: RandomBytes;
  /** Until when the ones that were used have to be remembered. */
  readonly #used = new Map<string, number>();

  constructor(key: EcKeyPair, random: RandomBytes) {
    this.#key = key;
    this.#random = random;
  }

  /** As JSON: `{"val","iat","signature"}`, base64 each. */
  issue(nowSeconds: number): JsonObject {
    const [val, iat] = [this.#random(32), Buffer.from(isoTime(nowSeconds))];
    const signature = signRepeatably(this.#key, 'ecdsa-sha384', Buffer.concat([val, iat]));
    return { val: val.toString('base64'), iat: iat.toString('base64'), signature: signature.toString('base64') };
  }

  /** Takes one back; whatever becomes of the evidence, it is used. */
  use(nonce: JsonObject, nowSeconds: number): Outcome<VerifierNonce, NonceDefect> {
    const [val, iat, signature] = ['val', 'iat', 'signature'].map((name) => bytesOfBase64(textOf(nonce, name) ?? '-'));
    if (val === undefined || iat === undefined || signature === undefined) return refused('nonce-malformed');
    if (!isSignedBy(this.#key.publicKey, 'ecdsa-sha384', Buffer.concat([val, iat]), signature)) return refused('nonce-signature');
    if (!this.#isFresh(iat, nowSeconds)) return refused('nonce-expired');
    const name = val.toString('base64');
    if (this.#used.has(name)) return refused('nonce-used');
    this.#forget(nowSeconds);
    this.#used.set(name, nowSeconds + nonceSeconds);
    return done({ val, iat, signature });
  }

  #isFresh(iat: Buffer, nowSeconds: number): boolean {
    // Texts of one form sort as the times they tell; the signature says the form is ours.
    const text = iat.toString();
    return text >= isoTime(nowSeconds - nonceSeconds) && text <= isoTime(nowSeconds);
  }

  #forget(nowSeconds: number): void {
    for (const [name, until] of this.#used) {
      if (until >= nowSeconds) return;
      this.#used.delete(name);
    }
  }
}
