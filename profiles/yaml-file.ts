import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../sim/core/usage-error.js';
import { type SchemaIssue, schemaMistake } from './schema-mistake.js';

/** A YAML file that was read and found well-formed; `lineOf` tells on which line a dotted path stands. */
export interface YamlFile<Value> {
  /** Path as shown to people. */
  readonly file: string;
  readonly value: Value;
  lineOf(path: string): number;
}

/**
 * Reads one YAML file and holds it against a schema.
 *
 * @param path where the file is.
 * @param shown how messages name it; default `path`.
 * @throws UsageError naming file, line, dotted path, the broken rule and what to write instead.
 */
export function readYamlFile<Schema extends z.ZodType>(path: string, schema: Schema, shown = path): YamlFile<z.output<Schema>> {
  const { tree, lineOf } = parsed(textOf(path, shown), shown);
  const result = schema.safeParse(tree);
  if (result.success) return { file: shown, value: result.data, lineOf: (dotted) => lineOf(dotted.split('.')) };
  const { path: at, problem, fix } = schemaMistake(result.error.issues as readonly SchemaIssue[], schema, tree);
  throw new UsageError(problem, { place: { file: shown, line: lineOf(at), path: at.join('.') }, fix });
}

interface Parsed {
  readonly tree: unknown;
  /** The line of the deepest part of a path that exists; 1 when nothing of it does. */
  lineOf(path: readonly PropertyKey[]): number;
}

function textOf(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const problem = missing ? 'there is no such file' : 'the file cannot be read';
    throw new UsageError(problem, { place: { file: shown }, fix: 'check the path' });
  }
}

function parsed(text: string, file: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    const { line, col: column } = lines.linePos(mistake.pos[0]);
    const fix = 'correct the YAML: two-space indentation, "key: value", each key once';
    throw new UsageError(`${mistake.message} (rule well-formed-yaml)`, {
      place: { file, line, column, path: pathAt(document.contents, mistake.pos[0]) },
      fix,
    });
  }
  return { tree: document.toJS({ maxAliasCount: 0 }), lineOf: (path) => lineOfPath(document, path, lines) };
}

function lineOfPath(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** Dotted path of the last key that starts at or before a position, as deep as the document could be read. */
function pathAt(node: unknown, position: number): string {
  if (!isMap(node)) return '';
  const pair = node.items.findLast(({ key }) => isScalar(key) && (key.range?.[0] ?? position + 1) <= position);
  if (pair === undefined || !isScalar(pair.key)) return '';
  return [String(pair.key.value), pathAt(pair.value, position)].filter((part) => part !== '').join('.');
}
