import { hash } from 'node:crypto';
import { assertThat } from './defect.js';

/** Any value that survives a round trip through JSON. `undefined`, functions and dates are not in it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Absent and `undefined` mean the same: such keys are left out by {@link canonicalJson}. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/**
 * The one spelling of a value: keys in code-unit order, no white space, `undefined` members left out.
 * Equal values give equal bytes, so digests, byte-identity promises and caches can rest on it.
 *
 * @example canonicalJson({ b: 1, a: [true] }) // '{"a":[true],"b":1}'
 * @throws Defect for what JSON cannot hold and `JSON.stringify` would quietly turn into something else: NaN, infinities,
 * functions, symbols, bigints, class instances such as Date or Map, and `undefined` anywhere but as a member of an object.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      assertThat(Number.isFinite(value), `${value} is not a JSON number`);
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalList(value) : canonicalObject(value);
    default:
      assertThat(false, `a value of type ${typeof value} is not JSON`);
  }
}

/** SHA-256 of {@link canonicalJson}, as lower-case hexadecimal, cut to `length` digits (64 is the whole of it). */
export function digestOf(value: unknown, length = 64): string {
  return hash('sha256', canonicalJson(value)).slice(0, length);
}

/** JSON's own quoting of a text; most need no escape and are not worth the call. */
function quoted(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** Quotes, backslashes, control characters and halves of surrogate pairs, whole pairs among them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

function canonicalList(list: readonly unknown[]): string {
  let text = '[';
  for (let at = 0; at < list.length; at += 1) text += (at === 0 ? '' : ',') + canonicalJson(list[at]);
  return `${text}]`;
}

/** Written member by member: an object built in key order would still list integer-like keys first and lose `__proto__`. */
function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  assertThat(prototype === null || prototype === Object.prototype, 'only plain objects are JSON');
  const keys = Object.keys(value);
  if (!isAscending(keys)) keys.sort();
  let text = '{';
  for (const key of keys) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member !== undefined) text += `${text === '{' ? '' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

function isAscending(keys: readonly string[]): boolean {
  for (let at = 1; at < keys.length; at += 1) if ((keys[at - 1] as string) > (keys[at] as string)) return false;
  return true;
}
