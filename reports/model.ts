import { exitCodeOf, worstVerdict } from '../sim/core/verdict.js';
import type { CaseRecord, LogRecord, RunRecord } from './log.js';
import { type LogParts, logParts } from './log-parts.js';
import { assumedFacts } from './model/assumed.js';
import { canaryOf } from './model/canary.js';
import { featureSummary } from './model/features.js';
import { findingRows } from './model/findings.js';
import { groupRows } from './model/groups.js';
import { hostRows } from './model/hosts.js';
import { knownFailures } from './model/known.js';
import { markSummary } from './model/marks.js';
import { matrixOf } from './model/matrix.js';
import { overallReach, poolRows } from './model/pools.js';
import { reasonsOf } from './model/reasons.js';
import { requirementRows } from './model/requirements.js';
import { ruleOfThree } from './model/rule-of-three.js';
import { stagesInOrder } from './model/stages.js';
import { replayCommand } from './replay-command.js';
import { type PhaseCounts, type Report, type ReportSummary, type RequirementRow, reportFormat } from './report.js';

/**
 * What a run log comes to. A pure function of the log; the order of its lines, its timing records and the way it was sharded
 * do not matter.
 *
 * @example const report = buildReport(readLog(text, 'run.ndjson'));
 */
export function buildReport(records: readonly LogRecord[]): Report {
  const parts = logParts(records);
  const { run } = parts;
  const cases = parts.cases.filter((record) => record.phase !== 'canary');
  const known = knownFailures(parts, cases);
  const requirements = requirementRows(run, cases, known.excused);
  const pools = poolRows(run, cases);
  const features = featureSummary(run, cases);
  const stages = stagesInOrder(run.requirements);
  return {
    format: reportFormat,
    run: runOf(run),
    summary: summaryOf(parts, cases, requirements, reasonsOf(parts, cases, { requirements, pools, features }, known)),
    stages,
    hosts: hostRows(run, cases, stages),
    groups: groupRows(requirements),
    requirements,
    pools,
    marks: markSummary(run.marks, cases),
    features,
    matrix: matrixOf(run, cases),
    assumed: assumedFacts(cases),
    findings: findingRows(parts, cases),
  };
}

function runOf(run: RunRecord): Report['run'] {
  const { version, seed, subject, machines, profiles } = run;
  return { version, seed, subject, machines, profiles, replay: replayCommand(run) };
}

function summaryOf(
  parts: LogParts,
  cases: readonly CaseRecord[],
  requirements: readonly RequirementRow[],
  reasons: ReportSummary['reasons'],
): ReportSummary {
  const verdict = worstVerdict(['pass', ...reasons.map((reason) => reason.verdict)]);
  const random = cases.filter((record) => record.phase === 'random');
  return {
    verdict,
    exitCode: exitCodeOf(verdict),
    provisional: isProvisional(verdict, requirements),
    reasons,
    planned: parts.run.plan,
    judged: phaseCounts(parts.cases),
    verdicts: verdictCounts(cases),
    commands: total(cases, (record) => record.commands),
    checks: total(requirements, (row) => row.checks),
    canary: canaryOf(parts),
    reach: overallReach(cases),
    ...ruleOfThree(random.length, random.filter((record) => record.verdict === 'fail' || record.findings.length > 0).length),
  };
}

/** A failed run is provisional when every broken requirement is; any other when some requirement is. */
function isProvisional(verdict: ReportSummary['verdict'], requirements: readonly RequirementRow[]): boolean {
  const broken = requirements.filter((row) => row.verdict === 'fail');
  if (verdict === 'fail') return broken.length > 0 && broken.every((row) => row.provisional);
  return requirements.some((row) => row.provisional);
}

function phaseCounts(cases: readonly CaseRecord[]): PhaseCounts {
  const counts = { deterministic: 0, random: 0, canary: 0 };
  for (const record of cases) counts[record.phase] += 1;
  return counts;
}

function verdictCounts(cases: readonly CaseRecord[]): ReportSummary['verdicts'] {
  const counts: Partial<Record<CaseRecord['verdict'], number>> = {};
  for (const { verdict } of cases) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

function total<Item>(list: readonly Item[], countOf: (item: Item) => number): number {
  return list.reduce((sum, item) => sum + countOf(item), 0);
}
