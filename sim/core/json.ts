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
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      assertThat(Number.isFinite(value), `${value} is not a JSON number`);
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : canonicalObject(value);
    default:
      assertThat(false, `a value of type ${typeof value} is not JSON`);
  }
}

/** SHA-256 of {@link canonicalJson}, as lower-case hexadecimal, cut to `length` digits (64 is the whole of it). */
export function digestOf(value: unknown, length = 64): string {
  return hash('sha256', canonicalJson(value)).slice(0, length);
}

/** Written member by member: an object built in key order would still list integer-like keys first and lose `__proto__`. */
function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  assertThat(prototype === null || prototype === Object.prototype, 'only plain objects are JSON');
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}
