import type { CaseRecord, MarkRecord } from '../log.js';
import type { MarkSummary } from '../report.js';

/** Which declared marks the cases hit, and how many cases each. */
export function markSummary(marks: readonly MarkRecord[], cases: readonly CaseRecord[]): MarkSummary {
  const counts = marks.map(() => 0);
  for (const record of cases) for (const position of record.marks) counts[position] = (counts[position] ?? 0) + 1;
  const unhit = marks.filter((_, position) => counts[position] === 0);
  const met = marks.flatMap(({ id }, position) => (counts[position] === 0 ? [] : [{ id, cases: counts[position] ?? 0 }]));
  return { declared: marks.length, hit: met.length, unhit, met };
}
