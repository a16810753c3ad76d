import { stringify } from 'yaml';
import type { JsonObject } from '../../sim/core/json.js';
import type { Terminal } from '../terminal.js';

/** Prints Kubernetes objects as kubectl takes them: YAML documents, or with `json` one list. */
export function printObjects(objects: readonly JsonObject[], json: boolean, terminal: Terminal): void {
  terminal.print(json ? `${JSON.stringify(listOf(objects), undefined, 2)}\n` : objects.map(document).join('---\n'));
}

/** kubectl reads YAML 1.1, where `yes` and `0o7` are no texts. */
function document(object: JsonObject): string {
  return stringify(object, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}

function listOf(items: readonly JsonObject[]): JsonObject {
  return { apiVersion: 'v1', kind: 'List', items };
}
