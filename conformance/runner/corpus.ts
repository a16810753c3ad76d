import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../profiles/index.js';
import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import { digestOf, type JsonObject } from '../../sim/core/json.js';
import { UsageError } from '../../sim/core/usage-error.js';

/** Frozen name of the format of saved cases; a change of meaning gets a new number and an upgrader. */
export const savedCaseFormat = 'fauxmetal-saved-case/1';

/** Where saved cases live, from the root of the package. */
export const corpusFolder = 'conformance/corpus';

/** A case worth running before all others, and why. One file each. */
export interface SavedCase {
  /** Name of the file without `.json`: position, what it is about, digest of the case, e.g. `01-label-value-empty-3fa2b4c5d6e7`. */
  readonly name: string;
  /** One sentence: what the case shows. */
  readonly shows: string;
  /** Mutants that no earlier case catches and this one does, each with the requirement that catches it; none for a case saved by hand. */
  readonly kills: Readonly<Record<string, string>>;
  readonly case: Case;
}

/**
 * The saved cases in the order of their names. Read and checked once per process.
 *
 * @throws UsageError for a file that is damaged, of another version, or not the one that was saved under its name.
 */
export function savedCases(): readonly SavedCase[] {
  known ??= savedCasesIn(join(packageRoot(), corpusFolder));
  return known;
}

/**
 * The saved cases of a folder, in the order of their names; files that are not JSON are left alone.
 *
 * @throws UsageError as {@link readSavedCase}.
 */
export function savedCasesIn(folder: string): readonly SavedCase[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => readSavedCase(readFileSync(join(folder, name), 'utf8'), name));
}

/**
 * Reads a saved case.
 *
 * @param file name of its file: it ends in the digest of the case, so that an edited case is noticed.
 * @throws UsageError when it is not JSON, not a saved case, of another version, or does not match its name.
 */
export function readSavedCase(text: string, file: string): SavedCase {
  const saved = parsedJson(text, file);
  const wrong = wrongMember(saved);
  if (wrong !== undefined) throw damaged(file, wrong.path, wrong.sentence);
  const { shows, kills, case: theCase } = saved as unknown as SavedCase;
  const name = file.replace(/\.json$/, '');
  const digest = digestOf(theCase, digestLength);
  if (!name.endsWith(`-${digest}`)) throw damaged(file, 'case', `its digest is ${digest}, which is not how the file is named`);
  return { name, shows, kills, case: theCase };
}

/** Text of a saved case's file. */
export function savedCaseText({ shows, kills, case: theCase }: Omit<SavedCase, 'name'>): string {
  return `${JSON.stringify({ format: savedCaseFormat, shows, kills, case: theCase }, undefined, 1)}\n`;
}

/** Name of a saved case. @param position from 1. @param about in words joined by hyphens. */
export function savedCaseName(position: number, about: string, theCase: Case): string {
  return `${String(position).padStart(2, '0')}-${about}-${digestOf(theCase, digestLength)}`;
}

const digestLength = 12;
let known: readonly SavedCase[] | undefined;

function parsedJson(text: string, file: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as JsonObject;
  } catch (problem) {
    throw damaged(file, '', `this is not JSON: ${(problem as Error).message}`);
  }
  throw damaged(file, '', 'this is not a JSON object');
}

function wrongMember(saved: JsonObject): { readonly path: string; readonly sentence: string } | undefined {
  const { format, shows, kills, case: theCase } = saved;
  if (format !== savedCaseFormat) return { path: 'format', sentence: `the format is not "${savedCaseFormat}"` };
  if (typeof shows !== 'string' || shows === '') return { path: 'shows', sentence: 'it does not say what it shows' };
  if (typeof kills !== 'object' || kills === null) return { path: 'kills', sentence: 'it does not say which mutants it kills' };
  const { format: inner, stack, hosts, commands } = (theCase ?? {}) as Partial<Case>;
  if (inner !== caseFormat) return { path: 'case.format', sentence: `the format of the case is not "${caseFormat}"` };
  if (typeof stack !== 'string') return { path: 'case.stack', sentence: 'the case is of no stack' };
  if (!Array.isArray(hosts) || hosts.length === 0) return { path: 'case.hosts', sentence: 'the case has no hosts' };
  if (!Array.isArray(commands)) return { path: 'case.commands', sentence: 'the case has no list of commands' };
  return undefined;
}

function damaged(file: string, path: string, sentence: string): UsageError {
  return new UsageError(`the saved case is damaged: ${sentence}`, {
    place: { file: `${corpusFolder}/${file}`, ...(path !== '' && { path }) },
    fix: 'restore the file, or remove it and run: npm run build && node dist/scripts/dev/update-corpus.js',
  });
}
