import type { Json, JsonObject } from '../../../core/json.js';

/**
 * The object without members that are `null`: the API server prunes them, so absent and `null` are one case from here on. An object
 * that has none is given back as it is.
 */
export function withoutNulls(object: JsonObject): JsonObject {
  for (const name in object) {
    if (name === 'spec' ? specHasNull(object.spec) : hasNull(object[name])) return pruned(object);
  }
  return object;
}

/** Requests made from one template share their spec, which is looked through once. What else there is, is small and theirs alone. */
function specHasNull(spec: Json | undefined): boolean {
  if (typeof spec !== 'object' || spec === null) return spec === null;
  if (withoutAny.has(spec)) return false;
  if (hasNull(spec)) return true;
  withoutAny.add(spec);
  return false;
}

const withoutAny = new WeakSet<object>();

function hasNull(value: Json | undefined): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return (value as readonly Json[]).some((item) => item !== null && hasNull(item));
  for (const name in value) if (hasNull((value as JsonObject)[name])) return true;
  return false;
}

function pruned(object: JsonObject): JsonObject {
  const members = Object.entries(object).flatMap(([key, value]) =>
    value === undefined || value === null ? [] : [[key, inner(value)] as const],
  );
  return Object.fromEntries(members);
}

function inner(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(inner);
  return typeof value === 'object' && value !== null ? pruned(value as JsonObject) : value;
}
