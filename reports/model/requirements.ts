import type { CaseRecord, RequirementRecord, RunRecord } from '../log.js';
import type { RequirementRow } from '../report.js';
import { firstFinding } from './findings.js';
import type { KnownFailures } from './known.js';
import { ruleOfThree } from './rule-of-three.js';

/**
 * One row a requirement of the catalogue, in its order.
 *
 * @param excused requirements that broke in known ways only: they come out `disabled`.
 */
export function requirementRows(
  run: RunRecord,
  cases: readonly CaseRecord[],
  excused: KnownFailures['excused'] = new Map(),
): readonly RequirementRow[] {
  const tallies = run.requirements.map(emptyTally);
  const positions = new Map(run.requirements.map((requirement, position) => [requirement.id, position]));
  for (const record of cases) {
    countChecks(tallies, record);
    countFindings(tallies, positions, record);
  }
  const rows = run.requirements.map((requirement, position) =>
    rowOf(requirement, tallies[position] ?? emptyTally(), run.subject),
  );
  return rows.map((row) => (excused.has(row.id) ? { ...row, verdict: 'disabled' } : row));
}

interface Tally {
  checks: number;
  cases: number;
  randomCases: number;
  failed: number;
  /** Checking cases, and among the failed ones, that rest on assumed facts. */
  assumedCases: number;
  assumedFailed: number;
  first: RequirementRow['firstFinding'];
}

function emptyTally(): Tally {
  return { checks: 0, cases: 0, randomCases: 0, failed: 0, assumedCases: 0, assumedFailed: 0, first: undefined };
}

function countChecks(tallies: readonly Tally[], record: CaseRecord): void {
  for (const [position, checks] of record.checks.entries()) {
    const tally = tallies[position];
    if (tally === undefined || checks === 0) continue;
    tally.checks += checks;
    tally.cases += 1;
    if (record.phase === 'random') tally.randomCases += 1;
    if (record.assumed.length > 0) tally.assumedCases += 1;
  }
}

function countFindings(tallies: readonly Tally[], positions: ReadonlyMap<string, number>, record: CaseRecord): void {
  for (const id of new Set(record.findings.map((finding) => finding.requirement))) {
    const tally = tallies[positions.get(id) ?? -1];
    if (tally === undefined) continue;
    tally.failed += 1;
    if (record.assumed.length > 0) tally.assumedFailed += 1;
    tally.first ??= firstFinding(record, id);
  }
}

function rowOf(requirement: RequirementRecord, tally: Tally, subject: RunRecord['subject']): RequirementRow {
  const { checks, cases, failed, first } = tally;
  return {
    ...requirement,
    verdict: verdictOf(requirement, tally, subject),
    provisional: failed > 0 ? tally.assumedFailed === failed : tally.assumedCases > 0,
    checks,
    cases,
    failed,
    ...ruleOfThree(tally.randomCases, failed),
    ...(first === undefined ? {} : { firstFinding: first }),
  };
}

function verdictOf(requirement: RequirementRecord, tally: Tally, subject: RunRecord['subject']): RequirementRow['verdict'] {
  if (tally.failed > 0) return 'fail';
  if (tally.checks > 0) return 'pass';
  if (subject.unsupported?.includes(requirement.id) === true) return 'unsupported';
  if (isUnsupported(requirement.stage, subject)) return 'unsupported';
  return requirement.elsewhere === true ? 'disabled' : 'inconclusive';
}

/** True when the subject says which stages it has, and this is none of them. */
export function isUnsupported(stage: string, subject: RunRecord['subject']): boolean {
  return subject.stages !== undefined && !subject.stages.includes(stage);
}
