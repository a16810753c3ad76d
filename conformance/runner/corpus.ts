import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../profiles/index.js';
import type { Case } from '../../sim/contracts/commands.js';
import { digestOf, type JsonObject } from '../../sim/core/json.js';
import { type InputPlace, UsageError } from '../../sim/core/usage-error.js';
import { type CaseProblem, caseProblem, problemIn } from './case-problem.js';

/** Frozen name of the format of saved cases; a change of meaning gets a new number and an upgrader. */
export const savedCaseFormat = 'fauxmetal-saved-case/1';

/** Where saved cases live, from the root of the package. */
export const corpusFolder = 'conformance/corpus';

/** What a case broke when it was found. */
export interface BrokenBy {
  readonly requirement: string;
  /** See `shrink/fingerprint.ts`. */
  readonly fingerprint: string;
  /** Who broke it. */
  readonly subject: SavedSubject;
}

/** Who is judged in a saved case. */
export interface SavedSubject {
  readonly id: string;
  readonly stack: string;
  /** Deviations that are on. */
  readonly quirks: readonly string[];
  /** Release it stands for, e.g. `kubevirt@1.5.1`; absent for a reference. */
  readonly release?: string;
}

/** A case worth running before all others, and why. One file each. */
export interface SavedCase {
  /** Name of the file without `.json`: position, what it is about, digest of the case, e.g. `01-label-value-empty-3fa2b4c5d6e7`. */
  readonly name: string;
  /** One sentence: what the case shows. */
  readonly shows: string;
  /** Mutants that no earlier case catches and this one does, each with the requirement that catches it; none for a case saved by hand. */
  readonly kills: Readonly<Record<string, string>>;
  /** What it broke when it was found; absent for a case that broke nothing. */
  readonly broke?: BrokenBy;
  /** Situations that no case before it met. */
  readonly marks?: readonly string[];
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
export function savedCasesIn(folder: string, shown = corpusFolder): readonly SavedCase[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => readSavedCase(readFileSync(join(folder, name), 'utf8'), name, shown));
}

/**
 * Reads a saved case that can be run here.
 *
 * @throws UsageError as {@link parseSavedCase}, and when it names a machine, setting, version or command that does not exist.
 */
export function readSavedCase(text: string, file: string, folder = corpusFolder): SavedCase {
  const saved = parseSavedCase(text, file, folder);
  const problem = caseProblem(saved.case);
  if (problem !== undefined) throw problemIn({ fix: fixOf(folder), ...problem }, placeOf(file, folder), 'case');
  return saved;
}

/**
 * Reads a saved case, whether or not it can be run here.
 *
 * @param file name of its file: it ends in the digest of the case, so that an edited case is noticed.
 * @param folder how messages call the folder it is in.
 * @throws UsageError when it is not JSON, not a saved case, or does not match its name.
 */
export function parseSavedCase(text: string, file: string, folder = corpusFolder): SavedCase {
  const place = placeOf(file, folder);
  const refuse = (path: string, sentence: string): UsageError =>
    new UsageError(`the saved case is damaged: ${sentence}`, {
      place: { ...place, ...(path !== '' && { path }) },
      fix: fixOf(folder),
    });
  const saved = parsedJson(text, refuse);
  const wrong = wrongMember(saved);
  if (wrong !== undefined) throw refuse(wrong.path, wrong.sentence);
  const problem = caseProblem(saved.case);
  if (problem !== undefined && !problem.unknown) throw refuse(casePath(problem), problem.problem);
  const { shows, kills, broke, marks, case: theCase } = saved as unknown as SavedCase;
  const name = file.replace(/\.json$/, '');
  const digest = digestOf(theCase, digestLength);
  if (problem === undefined && !name.endsWith(`-${digest}`))
    throw refuse('case', `its digest is ${digest}, which is not how the file is named`);
  return { name, shows, kills, ...(broke !== undefined && { broke }), ...(marks !== undefined && { marks }), case: theCase };
}

/** Text of a saved case's file. */
export function savedCaseText({ shows, kills, broke, marks, case: theCase }: Omit<SavedCase, 'name'>): string {
  return `${JSON.stringify({ format: savedCaseFormat, shows, kills, broke, marks, case: theCase }, undefined, 1)}\n`;
}

/** Name of a saved case. @param position from 1. @param about in words joined by hyphens. */
export function savedCaseName(position: number, about: string, theCase: Case): string {
  return `${String(position).padStart(2, '0')}-${about}-${digestOf(theCase, digestLength)}`;
}

/** Name of a case that was found rather than chosen. @param about what for, in words joined by hyphens: `fail-kubevirt-labels-…`. */
export function foundCaseName(about: string, theCase: Case): string {
  return `${about.replace(/[^A-Za-z0-9]+/g, '-')}-${digestOf(theCase, digestLength)}`;
}

const digestLength = 12;
let known: readonly SavedCase[] | undefined;

function placeOf(file: string, folder: string): InputPlace {
  return { file: folder === '' ? file : `${folder}/${file}` };
}

function fixOf(folder: string): string {
  if (folder !== corpusFolder) return 'restore the file, or take it out of the folder';
  return 'restore the file, or remove it and run: npm run build && node dist/scripts/dev/update-corpus.js';
}

type Refuse = (path: string, sentence: string) => UsageError;

function parsedJson(text: string, refuse: Refuse): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as JsonObject;
  } catch (problem) {
    throw refuse('', `this is not JSON: ${(problem as Error).message}`);
  }
  throw refuse('', 'this is not a JSON object');
}

function wrongMember(saved: JsonObject): { readonly path: string; readonly sentence: string } | undefined {
  const { format, shows, kills, broke, marks } = saved;
  if (format !== savedCaseFormat) return { path: 'format', sentence: `the format is not "${savedCaseFormat}"` };
  if (typeof shows !== 'string' || shows === '') return { path: 'shows', sentence: 'it does not say what it shows' };
  if (typeof kills !== 'object' || kills === null) return { path: 'kills', sentence: 'it does not say which mutants it kills' };
  if (marks !== undefined && !Array.isArray(marks)) return { path: 'marks', sentence: 'its situations are not a list' };
  if (broke === undefined) return undefined;
  const { requirement, fingerprint, subject } = broke as unknown as Partial<BrokenBy>;
  const whole = typeof requirement === 'string' && typeof fingerprint === 'string' && Array.isArray(subject?.quirks);
  return whole ? undefined : { path: 'broke', sentence: 'it does not say what broke, with which subject' };
}

function casePath({ path }: CaseProblem): string {
  return path === '' ? 'case' : `case.${path}`;
}
