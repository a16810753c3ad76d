import { existsSync, readFileSync } from 'node:fs';
import { type Document, isNode, LineCounter, parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../sim/core/json.js';
import { nearestName, UsageError } from '../../sim/core/usage-error.js';

/** One object of a user's file. */
export interface WrittenObject {
  readonly file: string;
  /** Line it begins on. */
  readonly line: number;
  readonly kind: string;
  /** `metadata.name`, or what the API server would begin its name with. */
  readonly name: string;
  readonly object: JsonObject;
}

/**
 * Reads a file of Kubernetes objects: several documents, and lists of objects in one.
 *
 * @throws UsageError with file, line and path for what is not YAML, not an object or has no kind.
 */
export function readObjects(file: string): readonly WrittenObject[] {
  if (!existsSync(file)) throw new UsageError('there is no such file', { place: { file }, fix: 'check the path' });
  const lines = new LineCounter();
  const documents = parseAllDocuments(readFileSync(file, 'utf8'), { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document: Document) => objectsIn(document, file, lines));
}

/**
 * Those of an expected kind; there must be one.
 *
 * @throws UsageError when there is none, with the kind that comes nearest.
 */
export function ofKinds(objects: readonly WrittenObject[], kinds: readonly string[], file: string): readonly WrittenObject[] {
  const found = objects.filter(({ kind }) => kinds.includes(kind));
  if (found.length > 0) return found;
  const [first] = objects;
  if (first === undefined)
    throw new UsageError('there is no object in this file', { place: { file }, fix: `write a ${kinds[0]}` });
  const near = nearestName(first.kind, kinds);
  throw new UsageError(`there is nothing to run in this file: "${first.kind}" is no guest`, {
    place: { file, line: first.line, path: 'kind' },
    fix: near === undefined ? `known kinds: ${kinds.join(', ')}` : `did you mean "${near}"?`,
  });
}

function objectsIn(document: Document, file: string, lines: LineCounter): readonly WrittenObject[] {
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    const { line, col: column } = lines.linePos(mistake.pos[0]);
    throw new UsageError(mistake.message, { place: { file, line, column }, fix: 'correct the YAML' });
  }
  const value: unknown = document.toJS();
  if (value === null) return [];
  const place = (path: readonly (string | number)[]): UsageError['place'] => {
    const line = lineOf(document, path, lines);
    return path.length === 0 ? { file, line } : { file, line, path: path.join('.') };
  };
  return written(value, [], place, file);
}

type Place = (path: readonly (string | number)[]) => UsageError['place'];

function written(value: unknown, path: readonly (string | number)[], place: Place, file: string): readonly WrittenObject[] {
  const object = mapping(value, path, place);
  checkNumbers(object, path, place);
  const { kind } = object;
  if (typeof kind !== 'string' || typeof object.apiVersion !== 'string') {
    const missing = typeof kind === 'string' ? 'apiVersion' : 'kind';
    throw new UsageError(`this is no Kubernetes object: it has no ${missing}`, {
      place: place(path),
      fix: 'begin it with "apiVersion: kubevirt.io/v1" and "kind: VirtualMachineInstance"',
    });
  }
  if (kind === 'List' && Array.isArray(object.items)) {
    return object.items.flatMap((item, index) => written(item, [...path, 'items', index], place, file));
  }
  return [{ file, line: place(path).line ?? 1, kind, name: nameOf(object, path, place), object }];
}

function nameOf(object: JsonObject, path: readonly (string | number)[], place: Place): string {
  const metadata = object.metadata === undefined ? {} : mapping(object.metadata, [...path, 'metadata'], place);
  if (typeof metadata.name === 'string' && metadata.name !== '') return metadata.name;
  if (typeof metadata.generateName === 'string') return `${metadata.generateName}0`;
  throw new UsageError('the object has no name', { place: place([...path, 'metadata']), fix: 'write "metadata: {name: …}"' });
}

function mapping(value: unknown, path: readonly (string | number)[], place: Place): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  const shown = typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? 'a list' : String(value);
  throw new UsageError(`${shown} is no mapping`, { place: place(path), fix: 'write "key: value" lines' });
}

/** YAML has numbers that JSON, and so the API server, does not. */
function checkNumbers(value: unknown, path: readonly (string | number)[], place: Place): void {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new UsageError(`${value} is no JSON number`, { place: place(path), fix: 'write a finite number, or quote it' });
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) checkNumbers(inner, [...path, key], place);
}

function lineOf(document: Document, path: readonly (string | number)[], lines: LineCounter): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
