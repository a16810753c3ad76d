import { assertThat } from '../sim/core/defect.js';
import type { CaseRecord, CounterexampleRecord, EndRecord, LogRecord, RunRecord, TimingRecord } from './log.js';

/** The records of one log by kind. */
export interface LogParts {
  readonly run: RunRecord;
  /** Ascending by index, canary included. */
  readonly cases: readonly CaseRecord[];
  readonly counterexamples: readonly CounterexampleRecord[];
  /** Absent when the run was interrupted. */
  readonly end: EndRecord | undefined;
  readonly timings: readonly TimingRecord[];
}

/**
 * Sorts records into their kinds. The records come from a run or from {@link readLog}, so a log without its `run` record is a
 * defect.
 */
export function logParts(records: readonly LogRecord[]): LogParts {
  const run = records.find((record) => record.record === 'run');
  assertThat(run !== undefined, 'a log has a run record');
  return {
    run,
    cases: records.filter((record) => record.record === 'case').sort((left, right) => left.index - right.index),
    counterexamples: records.filter((record) => record.record === 'counterexample'),
    end: records.find((record) => record.record === 'end'),
    timings: records.filter((record) => record.record === 'timing'),
  };
}

/** Planned cases of all phases. */
export function plannedCases(run: RunRecord): number {
  return run.plan.deterministic + run.plan.random + run.plan.canary;
}

/** Shards whose cases are not in the log, counted from 1, ascending. */
export function missingShards(run: RunRecord): readonly number[] {
  if (run.shard.missing !== undefined) return run.shard.missing;
  return Array.from({ length: run.shard.count }, (_, position) => position + 1).filter((index) => index !== run.shard.index);
}
