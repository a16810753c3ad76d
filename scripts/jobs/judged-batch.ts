import { performance } from 'node:perf_hooks';
import type { CaseRecord } from '../../reports/log.js';

/** What a thread answers to a batch of indexes. */
export interface JudgedBatch {
  readonly judged: readonly JudgedCase[];
}

interface JudgedCase {
  readonly record: CaseRecord;
  readonly milliseconds: number;
}

/** Records as they are made, each with what making it took. */
export function timed(records: Iterable<CaseRecord>): JudgedBatch {
  const judged: JudgedCase[] = [];
  let start = performance.now();
  for (const record of records) {
    const end = performance.now();
    judged.push({ record, milliseconds: end - start });
    start = end;
  }
  return { judged };
}
