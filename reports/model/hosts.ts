import type { Verdict } from '../../sim/core/verdict.js';
import type { CaseRecord, RunRecord } from '../log.js';
import type { HostRow, StageCell } from '../report.js';

/** One row a machine of the plan, in its order, with one cell a stage. */
export function hostRows(run: RunRecord, cases: readonly CaseRecord[], stages: readonly string[]): readonly HostRow[] {
  const stageOf = new Map(run.requirements.map((requirement) => [requirement.id, requirement.stage]));
  const positions = new Map(stages.map((stage) => [stage, positionsOf(run, stage)]));
  return run.machines.map((machine) => {
    const own = cases.filter((record) => record.machines.includes(machine));
    const cells = stages.map((stage) => stageCell(stage, own, positions.get(stage) ?? [], stageOf));
    return { machine, ...counted(own.length, findingsIn(own)), stages: cells };
  });
}

function positionsOf(run: RunRecord, stage: string): readonly number[] {
  return run.requirements.flatMap((requirement, position) => (requirement.stage === stage ? [position] : []));
}

function stageCell(
  stage: string,
  cases: readonly CaseRecord[],
  positions: readonly number[],
  stageOf: ReadonlyMap<string, string>,
): StageCell {
  const checking = cases.filter((record) => positions.some((position) => (record.checks[position] ?? 0) > 0));
  return {
    stage,
    ...counted(
      checking.length,
      findingsIn(cases, (id) => stageOf.get(id) === stage),
    ),
  };
}

function counted(cases: number, findings: number): { cases: number; findings: number; verdict: Verdict } {
  return { cases, findings, verdict: findings > 0 ? 'fail' : cases > 0 ? 'pass' : 'inconclusive' };
}

function findingsIn(cases: readonly CaseRecord[], counts: (requirement: string) => boolean = () => true): number {
  return cases.reduce((sum, record) => sum + record.findings.filter((finding) => counts(finding.requirement)).length, 0);
}
