import type { Json, JsonObject } from '../../../core/json.js';

/**
 * The deepest part of a field path that an object really has: what an instance type or a preference added is nowhere in the machine its
 * user submitted, so a mistake in it is told of the place it was added to.
 *
 * @example existingField({ spec: { template: {} } }, 'spec.template.spec.domain') // 'spec.template'
 */
export function existingField(object: JsonObject, field: string): string {
  let current: Json | undefined = object;
  let end = 0;
  for (const { 0: step, index } of field.matchAll(/[^.[\]]+/g)) {
    if (typeof current !== 'object' || current === null) break;
    current = (current as JsonObject)[step];
    if (current === undefined) break;
    end = index + step.length + (field[index + step.length] === ']' ? 1 : 0);
  }
  return field.slice(0, end);
}
