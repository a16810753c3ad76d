import { existsSync, writeFileSync } from 'node:fs';
import { counterexampleFingerprint } from '../../conformance/runner/baseline.js';
import type { SavedInFile } from '../saved/read-saved.js';
import { type BaselineEntry, baselineText, readBaseline } from './baseline-file.js';

/** What is said of failures that become known ones. */
export interface Excuse {
  readonly reason: string;
  /** Last day, already checked. */
  readonly expires: string;
  readonly ticket?: string;
}

/** What a baseline holds after something was added. */
export interface AddedToBaseline {
  readonly file: string;
  /** Entries that were written anew, each failure once. */
  readonly written: readonly BaselineEntry[];
  /** Number of entries that stay as they were. */
  readonly kept: number;
}

/**
 * Adds failures to a baseline, which is made when it is not there; what is said of a failure that is in it already is replaced.
 *
 * @throws UsageError for a case that breaks nothing, and as {@link readBaseline}.
 */
export function addToBaseline(file: string, saved: readonly SavedInFile[], excuse: Excuse): AddedToBaseline {
  const made = saved.map((each) => entryOf(each, excuse));
  const written = made.filter(({ fingerprint }, index) => made.findIndex((each) => each.fingerprint === fingerprint) === index);
  const before = existsSync(file) ? readBaseline(file, saved[0]?.subject.stack ?? 'kubevirt') : [];
  const kept = before.filter(({ fingerprint }) => !written.some((each) => each.fingerprint === fingerprint));
  writeFileSync(file, baselineText(file, [...kept, ...written]));
  return { file, written, kept: kept.length };
}

function entryOf(saved: SavedInFile, excuse: Excuse): BaselineEntry {
  const { requirement, fingerprint } = counterexampleFingerprint(saved, saved.file);
  return { fingerprint, requirement, ...excuse, subject: saved.subject, case: saved.case };
}

/** What was added, in words. */
export function addedText({ file, written, kept }: AddedToBaseline): string {
  const lines = written.map(
    ({ requirement, fingerprint, expires }) => `known until ${expires}: ${requirement}  ${fingerprint}\n`,
  );
  return `${lines.join('')}${file}: ${written.length} written, ${kept} kept\n`;
}
