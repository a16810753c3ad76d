import { canonicalJson } from '../sim/core/json.js';
import { replayFormat } from './log.js';
import type { Report } from './report.js';

/** A file to be saved beside a report. */
export interface CaseFile {
  /** Relative to the report's folder, with `/` between parts. */
  readonly path: string;
  /** Canonical JSON and a line feed: `format`, `subject` (id, stack, quirks, release), `requirement` it broke, and the `case` itself. */
  readonly text: string;
}

/** The counterexamples of a report as files that hold all it takes to run them again: no seed, no log, no other file. */
export function caseFiles({ run, findings }: Report): readonly CaseFile[] {
  const { id, stack, quirks, release } = run.subject;
  const subject = { id, stack, quirks, ...(release !== undefined && { release: release.name }) };
  return findings.flatMap(({ requirement, counterexample }) => {
    if (counterexample === undefined) return [];
    const saved = { format: replayFormat, subject, requirement, case: counterexample.case };
    return [{ path: counterexample.file, text: `${canonicalJson(saved)}\n` }];
  });
}
