import type { Json, JsonObject } from '../../sim/core/json.js';

/** A field of an object that another version of it has, has otherwise or has no more. */
export interface ChangedField {
  /** Dotted, with positions in brackets: `spec.domain.devices.disks[0].bus`. */
  readonly path: string;
  /** Absent when the field is new. */
  readonly before?: Json;
  /** Absent when the field is gone. */
  readonly after?: Json;
}

/** What is different in `after`, in its order; an added object counts as one field. */
export function changedFields(before: JsonObject, after: JsonObject): readonly ChangedField[] {
  return [...changes(before, after, '')];
}

function* changes(before: Json | undefined, after: Json | undefined, path: string): Generator<ChangedField> {
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    const [left, right] = [before as JsonObject, after as JsonObject];
    for (const key of new Set([...Object.keys(right), ...Object.keys(left)])) {
      yield* changes(left[key], right[key], joined(path, key, Array.isArray(before)));
    }
  } else if (before !== after) {
    yield { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  }
}

function isContainer(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

/** Label and annotation keys hold dots and slashes, and are told apart by brackets. */
function joined(path: string, key: string, isPosition: boolean): string {
  if (isPosition) return `${path}[${key}]`;
  if (!/^[A-Za-z0-9_-]+$/.test(key)) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}
