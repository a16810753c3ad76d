import { numberOfBytes } from '../keys/derive-bytes.js';

/** One value of ASN.1 in its distinguished encoding. */
export interface DerValue {
  /** The whole tag byte, class and constructed bit included; see {@link derTags}. */
  readonly tag: number;
  readonly content: Buffer;
  /** Tag, length and content, as they stand. */
  readonly raw: Buffer;
}

/** Tags of certificates and their extensions. `explicit(n)` is the constructed context tag [n]. */
export const derTags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  explicit: (number: number): number => 0xa0 | number,
  implicit: (number: number): number => 0x80 | number,
} as const;

/** Encodes a value from its tag and the parts of its content. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthBytes(content.length), content]);
}

/** SEQUENCE of values that are encoded already. */
export function derSequence(...parts: readonly Uint8Array[]): Buffer {
  return der(derTags.sequence, ...parts);
}

/** INTEGER (or ENUMERATED) of a number that is not negative. */
export function derInteger(value: bigint | number, tag: number = derTags.integer): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return der(tag, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
}

/** OBJECT IDENTIFIER from its dotted form. */
export function derOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(derTags.oid, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** A string of one of the string tags. */
export function derText(tag: number, text: string): Buffer {
  return der(tag, Buffer.from(text, 'utf8'));
}

/**
 * Reads values that follow one another and fill the bytes exactly. Strict, unlike libraries that read BER as well: a length that could be
 * shorter, an indefinite one, or bytes left over are refused, because a verifier that ignores bytes lets them be changed.
 *
 * @throws RangeError in one sentence.
 */
export function readDer(bytes: Uint8Array): readonly DerValue[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const values: DerValue[] = [];
  for (let at = 0; at < all.length; ) {
    const value = valueAt(all, at);
    values.push(value);
    at += value.raw.length;
  }
  return values;
}

/** Reads exactly one value of a tag. @throws RangeError if it is another, or not alone. */
export function readDerValue(bytes: Uint8Array, tag: number): DerValue {
  const [value, ...more] = readDer(bytes);
  if (value === undefined || more.length > 0) throw new RangeError('there is not exactly one value');
  return withTag(value, tag);
}

/** The values inside a constructed one. @throws RangeError as above. */
export function membersOf(value: DerValue | undefined, tag: number = derTags.sequence): readonly DerValue[] {
  return readDer(withTag(value, tag).content);
}

/** The value itself if it has this tag. @throws RangeError if it is missing or has another. */
export function withTag(value: DerValue | undefined, tag: number): DerValue {
  if (value?.tag === tag) return value;
  throw new RangeError(`there is ${value === undefined ? 'nothing' : `tag ${value.tag}`} where tag ${tag} belongs`);
}

/** An INTEGER that is not negative. @throws RangeError for any other encoding. */
export function integerOf(value: DerValue | undefined, tag: number = derTags.integer): bigint {
  const { content } = withTag(value, tag);
  const [first = 0x80, second = 0x80] = content;
  if (first >= 0x80 || (first === 0 && content.length > 1 && second < 0x80)) throw new RangeError('an integer is badly encoded');
  return numberOfBytes(content);
}

/** An OBJECT IDENTIFIER in its dotted form. @throws RangeError for any other tag. */
export function oidOf(value: DerValue | undefined): string {
  const { content } = withTag(value, derTags.oid);
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [both = 0, ...rest] = numbers;
  const first = Math.min(2, Math.floor(both / 40));
  return [first, both - first * 40, ...rest].join('.');
}

function valueAt(all: Buffer, at: number): DerValue {
  const [tag, short] = [all[at], all[at + 1]];
  if (tag === undefined || short === undefined) throw new RangeError('it ends within a value');
  if ((tag & 0x1f) === 0x1f) throw new RangeError('tags of several bytes do not occur');
  const lengthSize = short < 0x80 ? 0 : short & 0x7f;
  const start = at + 2 + lengthSize;
  const length = lengthSize === 0 ? short : longLength(all.subarray(at + 2, start), lengthSize);
  if (start + length > all.length) throw new RangeError('a length reaches beyond the end');
  return { tag, content: all.subarray(start, start + length), raw: all.subarray(at, start + length) };
}

function longLength(bytes: Buffer, size: number): number {
  if (size > 4 || bytes.length !== size) throw new RangeError('a length is indefinite or too long');
  const length = bytes.readUIntBE(0, size);
  if (length < 0x80 || bytes[0] === 0) throw new RangeError('a length could be shorter');
  return length;
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const size = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
  const bytes = Buffer.alloc(1 + size, 0x80 | size);
  bytes.writeUIntBE(length, 1, size);
  return bytes;
}

function base128(number: number): readonly number[] {
  const digits = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest % 128) | 0x80);
  return digits;
}
