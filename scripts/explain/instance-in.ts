import type { Json, JsonObject } from '../../sim/core/json.js';

/**
 * The part of a request that describes an instance: the object itself, or the template of a machine, a replica set or a pool, alone or in
 * a list. Undefined when none of them says anything about a domain.
 */
export function instanceIn(request: JsonObject): JsonObject | undefined {
  if (isObject(request.spec) && isObject(request.spec.domain)) return request;
  for (const inner of Object.values(request)) {
    for (const part of Array.isArray(inner) ? (inner as readonly Json[]) : [inner]) {
      const found = isObject(part) ? instanceIn(part) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
