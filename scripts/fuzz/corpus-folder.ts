import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { corpusFolder, type SavedCase, savedCasesIn, savedCaseText } from '../../conformance/runner/corpus.js';
import { packageRoot } from '../../profiles/index.js';
import { UsageError } from '../../sim/core/usage-error.js';

/** A folder of saved cases of the user's. */
export interface CorpusFolder {
  readonly path: string;
  /** What it held when it was opened. */
  readonly saved: readonly SavedCase[];
  /** Adds a case; false when the same case is there already. Files are never changed. */
  add(saved: SavedCase): boolean;
}

/** `--corpus` of `run`: cases to run first, beside those that come with fauxmetal. */
export const corpusOption = {
  type: 'string',
  describe: 'folder of saved cases, e.g. of fauxmetal fuzz, to run right after those that come with fauxmetal',
} as const;

/**
 * Reads the cases of a folder that has to be there.
 *
 * @throws UsageError when it is not, or a file in it is damaged or cannot be run by this version.
 */
export function readCorpus(path: string): readonly SavedCase[] {
  if (!existsSync(path))
    throw new UsageError(`there is no folder ${path}`, { fix: 'fauxmetal fuzz writes saved cases to ./fauxmetal-corpus' });
  if (!statSync(path).isDirectory())
    throw new UsageError(`${path} is a file, not a folder`, { fix: 'give a folder of saved cases' });
  return savedCasesIn(path, path);
}

/**
 * Opens a folder for what will be found; it is made with the first case.
 *
 * @throws UsageError as {@link readCorpus}, and for the folder of fauxmetal's own cases.
 */
export function openCorpus(path: string): CorpusFolder {
  if (resolve(path) === join(packageRoot(), corpusFolder)) {
    throw new UsageError(`${path} holds the cases that come with fauxmetal`, { fix: 'give another --corpus' });
  }
  const saved = existsSync(path) ? readCorpus(path) : [];
  return { path, saved, add: (each) => addTo(path, each) };
}

function addTo(path: string, saved: SavedCase): boolean {
  const file = join(path, `${saved.name}.json`);
  if (existsSync(file)) return false;
  try {
    mkdirSync(path, { recursive: true });
    writeFileSync(file, savedCaseText(saved));
  } catch (problem) {
    throw new UsageError(`cannot write to ${path}: ${(problem as Error).message}`, { fix: 'give another --corpus' });
  }
  return true;
}
