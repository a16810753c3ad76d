import type { CaseRecord, FeatureRecord, RunRecord } from '../log.js';
import type { FeatureSummary, UnexercisedFeature } from '../report.js';

/**
 * What the run claimed to exercise, and what of it no case did: a technology counts once a guest used it, a fault once it was in a case,
 * a stage once something about it was checked.
 */
export function featureSummary(run: RunRecord, cases: readonly CaseRecord[]): FeatureSummary {
  const features = run.features ?? [];
  const exercised = { marks: marksHit(cases), faults: faultsMet(run, cases), stages: stagesChecked(run, cases) };
  const unexercised = features.filter((feature) => !isExercised(feature, exercised)).map(unexercisedOf);
  return { declared: features.length, exercised: features.length - unexercised.length, unexercised };
}

interface Exercised {
  readonly marks: ReadonlySet<number>;
  readonly faults: ReadonlySet<string | undefined>;
  readonly stages: ReadonlySet<string | undefined>;
}

function isExercised({ kind, id, mark }: FeatureRecord, { marks, faults, stages }: Exercised): boolean {
  if (kind === 'technology') return mark !== undefined && marks.has(mark);
  return (kind === 'fault' ? faults : stages).has(id);
}

function unexercisedOf({ kind, id, machine }: FeatureRecord): UnexercisedFeature {
  return { kind, id, ...(machine !== undefined && { machine }) };
}

function marksHit(cases: readonly CaseRecord[]): ReadonlySet<number> {
  const hit = new Set<number>();
  for (const { marks } of cases) for (const mark of marks) hit.add(mark);
  return hit;
}

function faultsMet({ faults = [] }: RunRecord, cases: readonly CaseRecord[]): ReadonlySet<string | undefined> {
  const met = new Set<number>();
  for (const record of cases)
    for (const positions of Object.values(record.faults ?? {})) for (const position of positions) met.add(position);
  return new Set([...met].map((position) => faults[position]));
}

function stagesChecked({ requirements, subject }: RunRecord, cases: readonly CaseRecord[]): ReadonlySet<string | undefined> {
  const checked = requirements.filter((_, position) => cases.some(({ checks }) => (checks[position] ?? 0) > 0));
  const unsupported = requirements.filter(({ stage }) => subject.stages !== undefined && !subject.stages.includes(stage));
  return new Set([...checked, ...unsupported].map(({ stage }) => stage));
}
