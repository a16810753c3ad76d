import { done, type Outcome, refused } from '../../../core/outcome.js';

/** A document of the provisioning service: what it says, the very bytes that are signed, and r ‖ s. */
export interface SignedDocument {
  readonly inner: unknown;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/**
 * Takes `{"<name>":{…},"signature":"<128 hexadecimal digits>"}` apart. The bytes of the inner object are kept as they were sent, because
 * they are what is signed; there is nothing before, between and after the two members, so that nothing unsigned can be changed.
 */
export function readSignedDocument(text: string, name: string): Outcome<SignedDocument, string> {
  const [head, tail] = [`{"${name}":`, /^,"signature":"([0-9a-fA-F]{128})"\}$/];
  const end = text.lastIndexOf(',"signature":"');
  if (!text.startsWith(head) || end < 0) return refused(`it does not begin with ${head} and end with a signature`);
  const digits = tail.exec(text.slice(end))?.[1];
  if (digits === undefined) return refused('its signature is not 128 hexadecimal digits');
  const inner = text.slice(head.length, end);
  try {
    return done({ inner: JSON.parse(inner), signed: Buffer.from(inner), signature: Buffer.from(digits, 'hex') });
  } catch {
    return refused('it is no JSON');
  }
}
