import { canonicalJson, type Json, type JsonObject } from '../core/json.js';

/**
 * Applies a JSON patch to an object as an API server does: all of it, or nothing.
 *
 * @returns The patched object, or undefined when a `test` fails, a path does not exist, or the operation is not one of `add`, `remove`,
 * `replace`, `test`. Arrays cannot be changed inside: node objects' maps have none.
 * Source: RFC 6902, RFC 6901.
 */
export function applyPatch(object: JsonObject, patch: readonly JsonObject[]): JsonObject | undefined {
  return patch.reduce<JsonObject | undefined>((patched, operation) => patched && apply(patched, operation), object);
}

function apply(object: JsonObject, operation: JsonObject): JsonObject | undefined {
  const [empty, ...keys] = String(operation.path).split('/');
  return empty === '' && keys.length > 0 ? at(object, keys.map(unescaped), operation) : undefined;
}

function at(object: JsonObject, [key = '', ...rest]: readonly string[], operation: JsonObject): JsonObject | undefined {
  const value = object[key];
  if (rest.length === 0) return changed(object, key, operation);
  const inner = isMap(value) ? at(value, rest, operation) : undefined;
  return inner && { ...object, [key]: inner };
}

function changed(object: JsonObject, key: string, { op, value = null }: JsonObject): JsonObject | undefined {
  if (op === 'add') return { ...object, [key]: value };
  if (!Object.hasOwn(object, key)) return undefined;
  if (op === 'replace') return { ...object, [key]: value };
  if (op === 'test') return canonicalJson(object[key]) === canonicalJson(value) ? object : undefined;
  const { [key]: _, ...others } = object;
  return op === 'remove' ? others : undefined;
}

function isMap(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unescaped(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}
