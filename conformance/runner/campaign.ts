import { profilesDigest } from '../../profiles/index.js';
import type { CaseRecord, CounterexampleRecord, EndRecord, LogRecord, RunRecord } from '../../reports/log.js';
import { defectRequirement, logFormat } from '../../reports/log.js';
import type { Case } from '../../sim/contracts/commands.js';
import { confidentialProtections } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';
import { summaryOf } from '../commands/summary.js';
import { canarySubject } from '../zoo/canary.js';
import { type Bench, caseRecord, findingOf, identityOf } from './judge-case.js';
import { unsupportedRequirements } from './known-technologies.js';
import { markCatalogue } from './marks.js';
import type { Plan, PlannedCase } from './plan.js';
import { shrinkCase } from './shrink.js';

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
export function* caseRecords(
  { plan, quirks }: Pick<CampaignOptions, 'plan' | 'quirks'>,
  indexes: Iterable<number>,
): Generator<CaseRecord, void> {
  const bench = benchOf(plan, quirks);
  for (const index of indexes) {
    const planned = plan.at(index);
    yield planned.phase === 'canary' ? canaryRecord(planned, bench) : guardedRecord(planned, bench);
  }
}

/** The last lines of a log whose cases have all been judged, in whatever order: counterexamples, and the end. */
export function* closingRecords({ plan, quirks }: CampaignOptions, judged: readonly CaseRecord[]): Generator<LogRecord, void> {
  const bench = benchOf(plan, quirks);
  const inOrder = [...judged].sort((left, right) => left.index - right.index);
  const firstBroken = new Map<string, number>();
  for (const { index, findings } of inOrder) {
    for (const { requirement } of findings) if (!firstBroken.has(requirement)) firstBroken.set(requirement, index);
  }
  for (const [requirement, index] of firstBroken) {
    if (requirement !== defectRequirement) yield counterexample(plan, bench, requirement, index);
  }
  const canaryKilled = inOrder.some(({ phase, verdict }) => phase === 'canary' && verdict === 'pass');
  yield { record: 'end', cases: inOrder.length, canaryKilled } satisfies EndRecord;
}

/**
 * The subject of a release still labels and counts what the release had never heard of, because judges compare nodes with their hosts;
 * nobody asks for it, and the requirements that speak of it are left out.
 */
function benchOf({ options: { kit, release } }: Plan, quirks: readonly string[]): Bench {
  if (release === undefined) return { kit, subject: kit.subject(quirks) };
  const unsupported = new Set(unsupportedRequirements(kit.requirements, kit.release(release).technologies));
  return { kit, subject: kit.subject(quirks), unsupported };
}

/** The first line of a log: what was planned. */
export function runRecord({ plan, quirks, flags, shard, version }: CampaignOptions): RunRecord {
  const { seed, machines, kit } = plan.options;
  return {
    record: 'run',
    format: logFormat,
    version,
    seed,
    subject: subjectRecord(plan, benchOf(plan, quirks)),
    ...(flags.length > 0 && { flags }),
    machines,
    profiles: profilesDigest(),
    plan: { deterministic: plan.deterministic, random: plan.random, canary: 1 },
    shard,
    requirements: kit.requirements.map(({ id, level, stage, group, sentence, source }) => ({
      id,
      level,
      stage,
      group,
      sentence,
      source,
    })),
    marks: marksOfRelease(plan),
  };
}

/** Who is judged: with the quirks that are on, and for a release with what it is not held to. */
function subjectRecord({ options: { release } }: Plan, { kit, subject, unsupported }: Bench): RunRecord['subject'] {
  const { id, stack, quirks } = subject;
  const deviations = kit.quirks
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

/** A release cannot be expected to meet situations of technologies it does not know. */
function marksOfRelease({ options: { kit, release } }: Plan): RunRecord['marks'] {
  if (release === undefined) return markCatalogue;
  const { technologies, words } = kit.release(release);
  const isUnknown = (id: string): boolean =>
    confidentialProtections.some((protection) => id.endsWith(`/${protection}`) && !technologies.includes(protection));
  return markCatalogue.map((mark) => (isUnknown(mark.id) ? { ...mark, rare: `${words} does not know it` } : mark));
}

/** The canary passes when it was killed; a canary that survives means the alarm is broken, which is an error of ours. */
function canaryRecord(planned: PlannedCase, bench: Bench): CaseRecord {
  const record = guardedRecord(planned, { kit: bench.kit, subject: canarySubject(bench.kit.subject([])) });
  const killed = record.verdict === 'fail';
  const checks = record.checks.map(() => 0);
  return { ...record, checks, reach: {}, marks: [], assumed: [], findings: [], verdict: killed ? 'pass' : 'error' };
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

function counterexample(plan: Plan, bench: Bench, requirement: string, index: number): CounterexampleRecord {
  const breaks = (candidate: Case): boolean => breaksRequirement(candidate, requirement, bench);
  const smallest = shrinkCase(plan.shrunkByGenerator(index, breaks), breaks, bench.kit.config);
  const quirks = quirksBehind(smallest, requirement, bench);
  return {
    record: 'counterexample',
    requirement,
    index,
    message: findingOf(smallest, requirement, bench)?.message ?? 'does not break any more',
    counterexample: smallest as unknown as JsonObject,
    commands: smallest.commands.length,
    hosts: smallest.hosts.length,
    summary: summaryOf(smallest, bench.kit.config),
    ...(quirks.length > 0 && { quirks }),
  };
}

/**
 * Which of several quirks that are on make a case break a requirement: those that do so alone; where none does, those it takes. None
 * where it takes neither.
 */
function quirksBehind(theCase: Case, requirement: string, bench: Bench): readonly string[] {
  const { quirks } = bench.subject;
  const breaksWith = (chosen: readonly string[]): boolean =>
    breaksRequirement(theCase, requirement, { ...bench, subject: bench.kit.subject(chosen) });
  const alone = quirks.filter((name) => breaksWith([name]));
  return alone.length > 0 ? alone : quirks.filter((name) => !breaksWith(quirks.filter((other) => other !== name)));
}

/** Candidates that fauxmetal itself cannot run (a setting that does not fit without another) do not count as breaking. */
function breaksRequirement(candidate: Case, requirement: string, bench: Bench): boolean {
  try {
    return findingOf(candidate, requirement, bench) !== undefined;
  } catch {
    return false;
  }
}
