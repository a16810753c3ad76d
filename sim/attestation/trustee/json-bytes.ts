import type { Json, JsonObject } from '../../core/json.js';

/** The JSON object a message holds, or undefined where it holds anything else. */
export function objectOfBytes(bytes: Uint8Array | string): JsonObject | undefined {
  try {
    const text = typeof bytes === 'string' ? bytes : utf8.decode(bytes);
    const value: unknown = hugeNumber.test(text) ? JSON.parse(text, withoutInfinity) : JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What may be a number that JavaScript does not hold, and would turn into infinity. */
const hugeNumber = /[eE]\+?\d{3}|\d{300}/;

function withoutInfinity(_: string, value: unknown): unknown {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) throw new RangeError('the number is too large');
  return value;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of an object, if it is a text. */
export function textOf(object: JsonObject, name: string): string | undefined {
  const value = own(object, name);
  return typeof value === 'string' ? value : undefined;
}

/** The member of an object that is the object's own, never one of JavaScript's. */
export function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Bytes of standard base64 with its padding, or undefined: nothing is skipped, nothing is guessed. */
export function bytesOfBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** Bytes of base64 for addresses without padding, or undefined. */
export function bytesOfBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
