import { profilesDigest } from '../../profiles/index.js';
import type { CaseRecord, CounterexampleRecord, EndRecord, LogRecord, RunRecord } from '../../reports/log.js';
import { defectRequirement, logFormat } from '../../reports/log.js';
import type { Case } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { summaryOf } from '../commands/summary.js';
import { canarySubject } from '../zoo/canary.js';
import { type Bench, caseRecord, findingOf, identityOf } from './judge-case.js';
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
}

/**
 * Runs a plan, or a shard of it, and yields the run log line by line as it goes. A generator, so that the caller decides when to
 * write, to show progress or to stop; stopping early leaves a log without its `end` line, which no report mistakes for a whole one.
 */
export function* campaign(options: CampaignOptions): Generator<LogRecord, void> {
  const { plan, shard } = options;
  const bench: Bench = { kit: plan.options.kit, subject: plan.options.kit.subject(options.quirks) };
  yield runRecord(options, bench);
  const firstBroken = new Map<string, number>();
  let cases = 0;
  let canaryKilled = false;
  for (let index = 0; index < plan.length; index += 1) {
    if (index !== 0 && index % shard.count !== shard.index - 1) continue;
    const planned = plan.at(index);
    const record = planned.phase === 'canary' ? canaryRecord(planned, bench) : guardedRecord(planned, bench);
    if (planned.phase === 'canary') canaryKilled = record.verdict === 'pass';
    for (const { requirement } of record.findings) if (!firstBroken.has(requirement)) firstBroken.set(requirement, index);
    cases += 1;
    yield record;
  }
  for (const [requirement, index] of firstBroken) {
    if (requirement !== defectRequirement) yield counterexample(plan, bench, requirement, index);
  }
  yield { record: 'end', cases, canaryKilled } satisfies EndRecord;
}

function runRecord({ plan, flags, shard, version }: CampaignOptions, bench: Bench): RunRecord {
  const { seed, machines, kit } = plan.options;
  return {
    record: 'run',
    format: logFormat,
    version,
    seed,
    subject: { id: bench.subject.id, stack: bench.subject.stack, quirks: bench.subject.quirks },
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
    marks: markCatalogue,
  };
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
  const smallest = shrinkCase(plan.shrunkByGenerator(index, breaks), breaks);
  return {
    record: 'counterexample',
    requirement,
    index,
    message: findingOf(smallest, requirement, bench)?.message ?? 'does not break any more',
    counterexample: smallest as unknown as JsonObject,
    commands: smallest.commands.length,
    hosts: smallest.hosts.length,
    summary: summaryOf(smallest),
  };
}

/** Candidates that fauxmetal itself cannot run (a setting that does not fit without another) do not count as breaking. */
function breaksRequirement(candidate: Case, requirement: string, bench: Bench): boolean {
  try {
    return findingOf(candidate, requirement, bench) !== undefined;
  } catch {
    return false;
  }
}
