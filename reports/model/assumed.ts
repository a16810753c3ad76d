import type { CaseRecord } from '../log.js';
import type { AssumedFact } from '../report.js';

/** The assumed facts that cases rest on, by name, each with the number of cases. */
export function assumedFacts(cases: readonly CaseRecord[]): readonly AssumedFact[] {
  const counts = new Map<string, number>();
  for (const record of cases) {
    for (const fact of new Set(record.assumed)) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  }
  return [...counts.keys()].sort().map((fact) => ({ fact, cases: counts.get(fact) ?? 0 }));
}
