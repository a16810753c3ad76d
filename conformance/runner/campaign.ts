import { profilesDigest } from '../../profiles/index.js';
import type { CaseRecord, EndRecord, KnownFailureRecord, LogRecord, RunRecord } from '../../reports/log.js';
import { defectRequirement, logFormat } from '../../reports/log.js';
import { digestOf } from '../../sim/core/json.js';
import { canarySubject } from '../zoo/canary.js';
import { benchWith, deviationsOf } from './bench.js';
import { counterexamples } from './counterexample.js';
import { type Bench, caseRecord, identityOf } from './judge-case.js';
import type { Plan, PlannedCase } from './plan.js';

/** Which part of a plan to run: every case whose index leaves `index − 1` when divided by `count`; the canary always. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** What a campaign needs besides its plan. */
export interface CampaignOptions {
  readonly plan: Plan;
  readonly quirks: readonly string[];
  /** Command-line flags beside seed and runs that the plan rests on, for the replay command; none for the default plan. */
  readonly flags: readonly string[];
  readonly shard: Shard;
  /** Version of fauxmetal, for the log. */
  readonly version: string;
  /** Cases of this plan that were judged already, when an interrupted run goes on; they are not yielded again. */
  readonly done?: readonly CaseRecord[];
  /** Failures that are known and do not fail the run. */
  readonly baseline?: readonly KnownFailureRecord[];
}

/**
 * Runs a plan, or a shard of it, and yields the run log line by line as it goes. A generator, so that the caller decides when to
 * write, to show progress or to stop; stopping early leaves a log without its `end` line, which no report mistakes for a whole one.
 */
export function* campaign(options: CampaignOptions): Generator<LogRecord, void> {
  yield runRecord(options);
  const judged = [...(options.done ?? [])];
  for (const record of caseRecords(options, dueCases(options))) {
    judged.push(record);
    yield record;
  }
  yield* closingRecords(options, judged);
}

/** Indexes of the cases that are still to be judged, ascending. */
export function dueCases({ plan, shard, done = [] }: CampaignOptions): readonly number[] {
  const finished = new Set(done.map(({ index }) => index));
  const due: number[] = [];
  for (let index = 0; index < plan.length; index += 1) {
    const mine = index === 0 || index % shard.count === shard.index - 1;
    if (mine && !finished.has(index)) due.push(index);
  }
  return due;
}

/** Runs and judges these cases of a plan, in the order given. Which others run, and where, makes no difference to any of them. */
export function caseRecords(
  options: Pick<CampaignOptions, 'plan' | 'quirks'>,
  indexes: Iterable<number>,
): Generator<CaseRecord, void> {
  return caseJudge(options)(indexes);
}

/**
 * The same for many calls: the subject is made once, and what it has worked out once is still known the next time. A thread that is handed
 * its cases a few at a time takes half as long again without.
 */
export function caseJudge({
  plan,
  quirks,
}: Pick<CampaignOptions, 'plan' | 'quirks'>): (indexes: Iterable<number>) => Generator<CaseRecord, void> {
  const bench = benchOf(plan, quirks);
  return function* judged(indexes) {
    for (const index of indexes) {
      const planned = plan.at(index);
      yield planned.phase === 'canary' ? canaryRecord(planned, bench) : guardedRecord(planned, bench);
    }
  };
}

/** The last lines of a log whose cases have all been judged, in whatever order: counterexamples, and the end. */
export function* closingRecords(options: CampaignOptions, judged: readonly CaseRecord[]): Generator<LogRecord, void> {
  const bench = benchOf(options.plan, options.quirks);
  const inOrder = [...judged].sort((left, right) => left.index - right.index);
  yield* counterexamples(options, bench, inOrder);
  const canaryKilled = inOrder.some(({ phase, verdict }) => phase === 'canary' && verdict === 'pass');
  yield { record: 'end', cases: inOrder.length, canaryKilled } satisfies EndRecord;
}

/**
 * The subject of a release still labels and counts what the release had never heard of, because judges compare nodes with their hosts;
 * nobody asks for it, and the requirements that speak of it are left out.
 */
function benchOf({ marks, options: { kit, release } }: Plan, quirks: readonly string[]): Bench {
  return { ...benchWith(kit, quirks, release === undefined ? undefined : kit.release(release)), marks };
}

/** The first line of a log: what was planned. */
export function runRecord({ plan, quirks, flags, shard, version, baseline }: CampaignOptions): RunRecord {
  const { seed, machines, kit, saved = [] } = plan.options;
  return {
    record: 'run',
    format: logFormat,
    version,
    seed,
    subject: subjectRecord(plan, benchOf(plan, quirks)),
    ...(flags.length > 0 && { flags }),
    ...(saved.length > 0 && { corpus: digestOf(saved.map((each) => each.case)) }),
    ...(baseline !== undefined && { baseline }),
    machines,
    profiles: profilesDigest(),
    plan: { deterministic: plan.deterministic, random: plan.random, canary: 1 },
    shard,
    requirements: kit.requirements.map(({ id, level, stage, group, sentence, source, about, stack }) => ({
      ...{ id, level, stage, group, sentence, source },
      ...(about !== undefined && { about }),
      ...(kit.sharesHosts === true && stack !== 'all' && { elsewhere: true as const }),
    })),
    marks: plan.marks.records,
    ...plan.claims,
  };
}

/** Who is judged: with the quirks that are on, and for a release with what it is not held to. */
function subjectRecord({ options: { release } }: Plan, { kit, subject, unsupported }: Bench): RunRecord['subject'] {
  const { id, stack, quirks } = subject;
  const deviations = deviationsOf(kit)
    .filter(({ name }) => quirks.includes(name))
    .map(({ name, sentence, releases, source, killedBy }) => ({ name, sentence, releases, source, killedBy }));
  return {
    id,
    stack,
    quirks,
    ...(deviations.length > 0 && { deviations }),
    ...(release !== undefined && { release: { name: kit.release(release).name, words: kit.release(release).words } }),
    ...(unsupported !== undefined && { unsupported: [...unsupported] }),
  };
}

/** The canary passes when it was killed; a canary that survives means the alarm is broken, which is an error of ours. */
function canaryRecord(planned: PlannedCase, bench: Bench): CaseRecord {
  const record = guardedRecord(planned, { kit: bench.kit, subject: canarySubject(bench.kit.subject([])) });
  const killed = record.verdict === 'fail';
  const { faults: _, ...rest } = record;
  const checks = record.checks.map(() => 0);
  return { ...rest, checks, reach: {}, marks: [], assumed: [], findings: [], verdict: killed ? 'pass' : 'error' };
}

/** An exception is a defect of the harness: the case is an error, the campaign goes on, and no verdict on the subject is given. */
function guardedRecord(planned: PlannedCase, bench: Bench): CaseRecord {
  try {
    return caseRecord(planned, bench);
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    return {
      ...identityOf(planned),
      verdict: 'error',
      checks: bench.kit.requirements.map(() => 0),
      reach: {},
      marks: [],
      assumed: [],
      findings: [{ requirement: defectRequirement, message, step: -1 }],
    };
  }
}
