import type { GroupRow, RequirementRow } from '../report.js';

/** One row a heading, in the order headings first appear in the catalogue. */
export function groupRows(requirements: readonly RequirementRow[]): readonly GroupRow[] {
  const groups = new Map<string, RequirementRow[]>();
  for (const row of requirements) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups].map(([group, rows]) => groupRow(group, rows));
}

function groupRow(group: string, rows: readonly RequirementRow[]): GroupRow {
  const count = (verdict: RequirementRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  return {
    group,
    requirements: rows.length,
    pass: count('pass'),
    fail: count('fail'),
    inconclusive: count('inconclusive'),
    unsupported: count('unsupported'),
    checks: rows.reduce((sum, row) => sum + row.checks, 0),
    provisional: rows.filter((row) => row.provisional).length,
  };
}
