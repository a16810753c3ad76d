import type { Json, JsonObject } from '../../sim/core/json.js';

/**
 * A guest with tolerations in addition to those it has: in an instance's own specification, in a template's, and in that of a pool's
 * machines; instance types and preferences have none.
 */
export function tolerating(object: JsonObject, tolerations: readonly JsonObject[]): JsonObject {
  if (tolerations.length === 0) return object;
  if (object.kind === 'List') return { ...object, items: members(object.items).map((item) => tolerating(item, tolerations)) };
  return typeof object.spec === 'object' ? { ...object, spec: inSpec(object.spec as JsonObject, tolerations) } : object;
}

/** The specification with a `domain` is the one that becomes a pod. */
function inSpec(spec: JsonObject, added: readonly JsonObject[]): JsonObject {
  if (spec.domain !== undefined) return { ...spec, tolerations: [...members(spec.tolerations), ...added] };
  const inner = ['template', 'virtualMachineTemplate'].filter((name) => spec[name] !== undefined);
  return { ...spec, ...Object.fromEntries(inner.map((name) => [name, inTemplate(spec[name] as JsonObject, added)])) };
}

function inTemplate(template: JsonObject, added: readonly JsonObject[]): JsonObject {
  return { ...template, spec: inSpec(template.spec as JsonObject, added) };
}

function members(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? (list as readonly JsonObject[]) : [];
}
