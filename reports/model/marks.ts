import type { CaseRecord, MarkRecord } from '../log.js';
import type { MarkSummary } from '../report.js';

/** Which declared marks the cases hit. */
export function markSummary(marks: readonly MarkRecord[], cases: readonly CaseRecord[]): MarkSummary {
  const hit = new Set(cases.flatMap((record) => record.marks));
  const unhit = marks.filter((_, position) => !hit.has(position));
  return { declared: marks.length, hit: marks.length - unhit.length, unhit };
}
