import type { CaseRecord, LogRecord, RunRecord } from './log.js';
import { logParts } from './log-parts.js';

/** Wall-clock facts of a run for the reports that show them. They are no part of a {@link Report}. */
export interface Timing {
  /** The whole run, or the sum of its cases when the log does not say. */
  readonly runMs: number;
  /** RFC 3339; absent when the log does not say. */
  readonly startedAt?: string;
  /**
   * Milliseconds by requirement id. A case checks many requirements at once, so its time is shared out evenly among those it
   * checked; the sum over all requirements is the time of all cases that checked any.
   */
  readonly requirementMs: Readonly<Record<string, number>>;
}

/** No time at all: what reports show of a run without timing records. */
export const noTiming: Timing = { runMs: 0, requirementMs: {} };

/** The timing records of a log, added up. */
export function timingOf(records: readonly LogRecord[]): Timing {
  const { run, cases, timings } = logParts(records);
  const ofCases = new Map(timings.map((timing) => [timing.of, timing.milliseconds]));
  const ofRun = timings.find((timing) => timing.of === 'run');
  const judged = cases.filter((record) => record.phase !== 'canary');
  return {
    runMs: ofRun?.milliseconds ?? cases.reduce((sum, record) => sum + (ofCases.get(record.index) ?? 0), 0),
    ...(ofRun?.startedAt === undefined ? {} : { startedAt: ofRun.startedAt }),
    requirementMs: sharedOut(run, judged, ofCases),
  };
}

function sharedOut(
  run: RunRecord,
  cases: readonly CaseRecord[],
  ofCases: ReadonlyMap<'run' | number, number>,
): Timing['requirementMs'] {
  const sums: Record<string, number> = Object.fromEntries(run.requirements.map((requirement) => [requirement.id, 0]));
  for (const record of cases) {
    const checked = run.requirements.filter((_, position) => (record.checks[position] ?? 0) > 0);
    const share = (ofCases.get(record.index) ?? 0) / checked.length;
    for (const { id } of checked) sums[id] = (sums[id] ?? 0) + share;
  }
  return sums;
}
