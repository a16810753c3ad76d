import type { HostDescription } from '../../profiles/description.js';
import { assertThat } from '../core/defect.js';

/**
 * A copy of a host description with some fields replaced, for tests that need a host no setting makes. `undefined` removes a field.
 * The key is kept, so such a copy is not for anything that caches by key.
 *
 * @param fields New values by dotted path, e.g. `{ 'amd.smee': false }`.
 */
export function changedDescription(description: HostDescription, fields: Readonly<Record<string, unknown>>): HostDescription {
  const copy = structuredClone(description);
  for (const [path, value] of Object.entries(fields)) write(copy as unknown as Record<string, unknown>, path.split('.'), value);
  return copy;
}

function write(target: Record<string, unknown>, [name, ...rest]: readonly string[], value: unknown): void {
  assertThat(name !== undefined, 'a path has at least one word');
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  target[name] ??= {};
  write(target[name] as Record<string, unknown>, rest, value);
}
