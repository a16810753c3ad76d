import type { Json } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { bytesOfBase64, objectOfBytes, textOf } from '../json-bytes.js';

/**
 * Reads a message to the reference value provider, `{"version":"0.1.0","type":"sample","payload":"<base64 of JSON>"}`: values by name, each
 * a list of approved ones or a single one. Source: rvps/src/extractors/sample/mod.rs of trustee.
 */
export function readReferenceValues(body: Uint8Array): Outcome<ReadonlyMap<string, Json>, string> {
  const message = objectOfBytes(body);
  if (message === undefined) return refused('a message with reference values is a JSON object');
  if (textOf(message, 'version') !== '0.1.0') return refused('a message with reference values has "version": "0.1.0"');
  if (textOf(message, 'type') !== 'sample') return refused('reference values come as "type": "sample"');
  const payload = bytesOfBase64(textOf(message, 'payload') ?? '-');
  const values = payload && objectOfBytes(payload);
  if (values === undefined) return refused('the payload of reference values is base64 of a JSON object');
  return done(new Map(Object.entries(values) as [string, Json][]));
}
