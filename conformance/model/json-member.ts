import type { Json, JsonObject } from '../../sim/core/json.js';

/**
 * The value at a path of keys, or undefined when anything on the way is missing or not an object. Judges read what subjects
 * wrote, so nothing about its shape can be taken for granted.
 *
 * @example member({ a: { b: 1 } }, 'a', 'b') // 1
 */
export function member(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let current = value;
  for (const key of path) {
    if (!isObject(current)) return undefined;
    current = current[key];
  }
  return current;
}

/** Is it an object, not an array and not null? */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list; anything else is an empty one. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text; undefined when it is anything else. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Has the submitted object something at this field path (`spec.networks[0].name`)? */
export function fieldResolves(object: JsonObject, field: string): boolean {
  let current: Json | undefined = object;
  for (const key of field.replaceAll(/\[(\d+)\]/g, '.$1').split('.')) {
    if (Array.isArray(current)) current = current[Number(key)];
    else if (isObject(current)) current = current[key];
    else return false;
  }
  return current !== undefined;
}

/**
 * Is every value of `part` also in `whole`, at the same place? Lists may have more at their end. Null and empty text count as
 * not said, as they do in the Kubernetes API.
 */
export function contains(whole: Json | undefined, part: Json | undefined): boolean {
  if (part === undefined || part === null || part === '' || part === whole) return true;
  if (Array.isArray(part)) {
    return Array.isArray(whole) && whole.length >= part.length && part.every((item, index) => contains(whole[index], item));
  }
  if (!isObject(part) || !isObject(whole)) return false;
  for (const key in part) if (!contains(whole[key], part[key])) return false;
  return true;
}
