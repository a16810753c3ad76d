import {
  type CaseRecord,
  type CounterexampleRecord,
  defectRequirement,
  examinedCases,
  type KnownFailureRecord,
} from '../../reports/log.js';
import type { Case } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { summaryOf } from '../commands/summary.js';
import { benchWith } from './bench.js';
import { type Bench, findingOf } from './judge-case.js';
import type { Plan } from './plan.js';
import { fingerprintOf } from './shrink/fingerprint.js';
import { shrinkCase } from './shrink/shrink-case.js';

/** The campaign that was judged; see `CampaignOptions`. */
interface Judged {
  readonly plan: Plan;
  readonly shard: { readonly count: number };
  readonly baseline?: readonly KnownFailureRecord[];
}

/**
 * A counterexample for every requirement that a case broke, shrunk from the first one that did. With a baseline, a sample of the other
 * failing cases is looked at for failures that are neither that one nor known, so that a known failure cannot hide a new one; they come
 * last. A shard keeps them all, because which of two that are alike counts is only known when all shards are.
 *
 * @param inOrder all cases that were judged, by index.
 */
export function* counterexamples(
  { plan, baseline, shard }: Judged,
  bench: Bench,
  inOrder: readonly CaseRecord[],
): Generator<CounterexampleRecord, void> {
  const others: CounterexampleRecord[] = [];
  for (const [requirement, failing] of brokenBy(inOrder)) {
    const [index = 0] = failing;
    const first = counterexample(plan, bench, requirement, index);
    yield first;
    if (baseline === undefined) continue;
    const known = baseline.filter((entry) => entry.requirement === requirement && entry.expired !== true);
    const seen = new Set([...known.map(({ fingerprint }) => fingerprint), ...(shard.count === 1 ? [first.fingerprint] : [])]);
    for (const examined of examinedCases(failing, plan.options.seed)) {
      if (examined === index) continue;
      const other = counterexample(plan, bench, requirement, examined);
      if (!seen.has(other.fingerprint)) others.push(other);
      if (shard.count === 1) seen.add(other.fingerprint);
    }
  }
  yield* others.sort((left, right) => left.index - right.index);
}

/** Indexes of the cases that broke each requirement, by the first of them. */
function brokenBy(inOrder: readonly CaseRecord[]): ReadonlyMap<string, readonly number[]> {
  const broken = new Map<string, number[]>();
  for (const { index, findings } of inOrder) {
    for (const requirement of new Set(findings.map((finding) => finding.requirement))) {
      const known = broken.get(requirement);
      if (known === undefined) broken.set(requirement, [index]);
      else known.push(index);
    }
  }
  broken.delete(defectRequirement);
  return broken;
}

/** The smallest case near a failing one of a plan, as the log has it. */
export function counterexample(plan: Plan, bench: Bench, requirement: string, index: number): CounterexampleRecord {
  const breaks = (candidate: Case): boolean => breaksRequirement(candidate, requirement, bench);
  const { config: usual } = bench.kit;
  const smallest = shrinkCase(plan.shrunkByGenerator(index, breaks), breaks, { usual, machines: plan.options.machines });
  const quirks = quirksBehind(smallest, requirement, bench);
  return {
    record: 'counterexample',
    requirement,
    index,
    message: findingOf(smallest, requirement, bench)?.message ?? 'does not break any more',
    fingerprint: fingerprintOf(requirement, smallest, usual),
    counterexample: smallest as unknown as JsonObject,
    commands: smallest.commands.length,
    hosts: smallest.hosts.length,
    summary: summaryOf(smallest, usual),
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
    breaksRequirement(theCase, requirement, {
      ...benchWith(bench.kit, chosen),
      ...(bench.unsupported && { unsupported: bench.unsupported }),
    });
  const alone = quirks.filter((name) => breaksWith([name]));
  return alone.length > 0 ? alone : quirks.filter((name) => !breaksWith(quirks.filter((other) => other !== name)));
}

/** Candidates that fauxmetal itself cannot run (a setting that does not fit without another) do not count as breaking. */
export function breaksRequirement(candidate: Case, requirement: string, bench: Bench): boolean {
  try {
    return findingOf(candidate, requirement, bench) !== undefined;
  } catch {
    return false;
  }
}
