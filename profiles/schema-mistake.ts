import type { z } from 'zod';
import { nearestName } from '../sim/core/usage-error.js';
import { isFactSchema, memberNames, memberSchema } from './field.js';

/** The part of a zod issue that is looked at. */
export interface SchemaIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Keys of an `unrecognized_keys` issue. */
  readonly keys?: readonly string[];
  /** Words of an `invalid_value` issue. */
  readonly values?: readonly unknown[];
}

/** What is wrong with a file, where, and what to write instead. The problem names the broken rule. */
export interface SchemaMistake {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
  readonly fix: string;
}

/**
 * Words the first thing that is wrong. Misspelt keys come first, because a misspelt key also makes the right one missing.
 * Rules: `known-keys`, `required-keys`, `facts-have-provenance`, `known-words`, `value-fits`.
 */
export function schemaMistake(issues: readonly SchemaIssue[], schema: z.ZodType, tree: unknown): SchemaMistake {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? (issues[0] as SchemaIssue);
  const part = schemaAt(schema, issue.path);
  const value = partAt(tree, issue.path);
  if (issue.code === 'unrecognized_keys') return unknownKey(issue, part);
  if (isFactSchema(part)) return notAFact(issue, value);
  if (value === undefined) return { path: issue.path, problem: 'this is missing (rule required-keys)', fix: 'add it' };
  if (issue.values !== undefined) return unknownWord(issue, value, issue.values.map(String));
  return unfit(issue, part, value);
}

function unknownKey({ path, keys: [key = ''] = [] }: SchemaIssue, part: z.ZodType | undefined): SchemaMistake {
  const known = memberNames(part);
  const fix = nearestFix(key, known) ?? `remove it, or use one of ${known.join(', ')}`;
  return { path: [...path, key], problem: `unknown key "${key}" (rule known-keys)`, fix };
}

function notAFact({ path }: SchemaIssue, value: unknown): SchemaMistake {
  const missing = value === undefined;
  const problem = missing ? 'this fact is missing (rule required-keys)' : 'a bare value is no fact (rule facts-have-provenance)';
  const written = missing ? '…' : JSON.stringify(value);
  const fix = `write { value: ${written}, provenance: captured | documented | derived | assumed, source: "…" }`;
  return { path, problem, fix };
}

function unknownWord({ path }: SchemaIssue, value: unknown, words: readonly string[]): SchemaMistake {
  const fix = nearestFix(String(value), words) ?? `use one of ${words.join(', ')}`;
  return { path, problem: `"${String(value)}" is not known here (rule known-words)`, fix };
}

function unfit({ path, message }: SchemaIssue, part: z.ZodType | undefined, value: unknown): SchemaMistake {
  const about = part?.description === undefined ? '' : `: ${part.description}`;
  const problem = `${JSON.stringify(value)} does not fit (rule value-fits): ${lowered(message.replace(/^Invalid input: /, ''))}`;
  return { path, problem, fix: `write a value that fits${about}` };
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function nearestFix(name: string, known: readonly string[]): string | undefined {
  const near = nearestName(name, known);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  let part: z.ZodType | undefined = schema;
  for (const key of path) part = part === undefined ? undefined : memberSchema(part, key);
  return part;
}

function partAt(tree: unknown, path: readonly PropertyKey[]): unknown {
  let part = tree;
  for (const key of path)
    part = part === null || typeof part !== 'object' ? undefined : (part as Record<PropertyKey, unknown>)[key];
  return part;
}
