import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { KataChoices } from '../choices.js';

/** Initdata as an annotation carries it: what is delivered into the guest, and what is bound into its evidence. */
export interface Initdata {
  /** The TOML text. */
  readonly text: string;
  /** Digest over the text, by the algorithm it names. */
  readonly digest: Buffer;
}

/**
 * Reads initdata: base64 of gzip of TOML that names `version`, `algorithm` and `[data]`.
 * Source: kata-containers 7c6ba40c54 `src/runtime/pkg/oci/utils.go` (addHypervisorInitdataOverrides); trustee 78962cd4
 * `kbs/docs/initdata.md`.
 *
 * @throws TypeError as the shim panics, where an algorithm it does not know goes unnoticed.
 */
export function readInitdata(annotation: string, choices: KataChoices): Outcome<Initdata, string> {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(annotation) || annotation.length % 4 !== 0) {
    return refused('initdata create gzip reader error: illegal base64 data at input byte 0');
  }
  const text = unzipped(Buffer.from(annotation, 'base64'));
  if (text === undefined) return refused('initdata create gzip reader error: gzip: invalid header');
  const [version, algorithm] = [member(text, 'version'), member(text, 'algorithm')];
  if (version === undefined || algorithm === undefined)
    return refused('parsing initdata annotation failed: toml: no such document');
  const hash = hashes[algorithm];
  if (hash === undefined && !choices.refusesUnknownAlgorithm) throw new TypeError(nilHash);
  if (hash === undefined) return refused(`unsupported initdata digest algorithm "${algorithm}"`);
  const bytes = choices.initdataDigestIsOver === 'text' ? text : annotation;
  return done({ text, digest: createHash(hash).update(bytes).digest() });
}

/** A digest in a field of so many bytes: shorter ones are filled with zeros, longer ones cut. */
export function fitted(digest: Buffer, length: number, choices: KataChoices): Buffer {
  if (!choices.fitsDigest) return digest;
  const field = Buffer.alloc(length);
  digest.copy(field, 0, 0, length);
  return field;
}

const hashes: Readonly<Record<string, string>> = { sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' };

/** What Go says when a nil hash is written to. */
const nilHash = 'runtime error: invalid memory address or nil pointer dereference';

/** Of a gzip file that is larger than any policy, nothing is read. */
const largest = 2 ** 20;

function unzipped(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: largest }).toString('utf8');
  } catch {
    return undefined;
  }
}

/** A top-level text of the TOML, above its first table. */
function member(text: string, name: string): string | undefined {
  const [top = ''] = text.split(/^\s*\[/m);
  return new RegExp(`^\\s*${name}\\s*=\\s*["']([^"'\\n]*)["']`, 'm').exec(top)?.[1];
}
