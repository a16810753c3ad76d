import type { Json, JsonObject } from '../../../core/json.js';

/** The same object without members that are `null`: the API server prunes them, so absent and `null` are one case from here on. */
export function withoutNulls(object: JsonObject): JsonObject {
  const members = Object.entries(object).flatMap(([key, value]) =>
    value === undefined || value === null ? [] : [[key, pruned(value)] as const],
  );
  return Object.fromEntries(members);
}

function pruned(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(pruned);
  return typeof value === 'object' && value !== null ? withoutNulls(value as JsonObject) : value;
}
