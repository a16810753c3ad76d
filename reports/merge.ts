import { canonicalJson } from '../sim/core/json.js';
import { UsageError } from '../sim/core/usage-error.js';
import {
  type CaseRecord,
  type CounterexampleRecord,
  type EndRecord,
  examinedCases,
  type LogRecord,
  type RunRecord,
  type TimingRecord,
} from './log.js';
import { type LogParts, logParts } from './log-parts.js';
import { knownAs } from './model/known.js';

/**
 * Joins the logs of one run's shards into the log the unsharded run would have written: cases by index, each once, and for each
 * broken requirement the counterexample from the lowest case. Logs may overlap where they agree. Without all shards, or with one that was interrupted, the merged log has no `end` and its report
 * is inconclusive; `shard.missing` says which shards were not there.
 *
 * @param names what to call each log in messages, e.g. its path.
 * @throws UsageError when the logs are not shards of one run or contradict each other.
 */
export function mergeLogs(logs: readonly (readonly LogRecord[])[], names: readonly string[] = []): LogRecord[] {
  const shards = logs.map((records, index): Shard => ({ ...logParts(records), name: names[index] ?? `log ${index + 1}` }));
  const [first] = shards;
  if (first === undefined) throw new UsageError('there is no log to merge', { fix: 'name the logs of all shards' });
  for (const shard of shards) checkSameRun(first, shard);
  const missing = shardsNotIn(shards, first.run.shard.count);
  const cases = unionOfCases(shards);
  return [
    mergedRun(first.run, missing),
    ...cases,
    ...lowestCounterexamples(shards, cases),
    ...mergedEnd(shards, missing, cases),
    ...mergedTimings(shards),
  ];
}

interface Shard extends LogParts {
  readonly name: string;
}

const disagreementFix =
  'the same plan must give the same results: run the shards again with one version of fauxmetal and of the subject';

function checkSameRun(first: Shard, shard: Shard): void {
  if (shard.run.shard.missing !== undefined) {
    throw new UsageError(`${shard.name} is itself an incomplete merge`, { fix: 'merge the logs of the shards themselves' });
  }
  const members = [...new Set([...Object.keys(first.run), ...Object.keys(shard.run)])] as (keyof RunRecord)[];
  const differing = members.find((member) => spelled(first.run, member) !== spelled(shard.run, member));
  if (differing === undefined) return;
  throw new UsageError(`${first.name} and ${shard.name} differ in ${differing}: they are not shards of one run`, {
    fix: 'merge only logs of the same version, subject, seed, plan and shard count',
  });
}

/** The part of a header member that all shards share. */
function spelled(run: RunRecord, member: keyof RunRecord): string {
  return canonicalJson(member === 'shard' ? run.shard.count : [run[member]]);
}

function shardsNotIn(shards: readonly Shard[], count: number): readonly number[] {
  const present = new Set(shards.map((shard) => shard.run.shard.index));
  return Array.from({ length: count }, (_, index) => index + 1).filter((index) => !present.has(index));
}

function unionOfCases(shards: readonly Shard[]): readonly CaseRecord[] {
  const found = new Map<number, { readonly record: CaseRecord; readonly name: string }>();
  for (const { cases, name } of shards) {
    for (const record of cases) {
      const other = found.get(record.index);
      if (other !== undefined) checkSameCase(other.record, record, `${other.name} and ${name}`);
      else found.set(record.index, { record, name });
    }
  }
  return [...found.values()].map(({ record }) => record).sort((left, right) => left.index - right.index);
}

function checkSameCase(left: CaseRecord, right: CaseRecord, names: string): void {
  if (canonicalJson(left) === canonicalJson(right)) return;
  throw new UsageError(`${names} disagree about case ${left.index}`, {
    fix: disagreementFix,
  });
}

/**
 * In the order in which the unsharded run met the breaks: by case, then as the catalogue has them. Unknown failures that were found
 * behind known ones come last, as far as the unsharded run would have looked.
 */
function lowestCounterexamples(shards: readonly Shard[], cases: readonly CaseRecord[]): readonly CounterexampleRecord[] {
  const lowest = new Map<string, CounterexampleRecord>();
  for (const record of shards.flatMap((shard) => shard.counterexamples)) {
    const known = lowest.get(record.requirement);
    if (known?.index === record.index) checkSameCounterexample(known, record);
    if (known === undefined || record.index < known.index) lowest.set(record.requirement, record);
  }
  const catalogue = shards[0]?.run.requirements.map((requirement) => requirement.id) ?? [];
  const rank = (record: CounterexampleRecord): number => catalogue.indexOf(record.requirement);
  const inOrder = (records: Iterable<CounterexampleRecord>): readonly CounterexampleRecord[] =>
    [...records].sort((left, right) => left.index - right.index || rank(left) - rank(right));
  const first = inOrder(lowest.values());
  return [...first, ...inOrder(first.flatMap((known) => unknownBehind(known, shards, cases)))];
}

/** Failures of a requirement that are neither its first nor known, among the failing cases the unsharded run would have looked at. */
function unknownBehind(
  first: CounterexampleRecord,
  shards: readonly Shard[],
  cases: readonly CaseRecord[],
): readonly CounterexampleRecord[] {
  const { requirement } = first;
  const { baseline, seed = 0 } = shards[0]?.run ?? {};
  if (baseline === undefined) return [];
  const failing = cases.filter(({ findings }) => findings.some((each) => each.requirement === requirement));
  const examined = new Set(
    examinedCases(
      failing.map(({ index }) => index),
      seed,
    ),
  );
  const all = shards.flatMap((shard) => shard.counterexamples).filter((record) => record.requirement === requirement);
  const others = all
    .filter((record) => examined.has(record.index) && knownAs(record, baseline) === undefined)
    .sort((left, right) => left.index - right.index);
  const isNew = ({ fingerprint }: CounterexampleRecord, index: number): boolean =>
    fingerprint !== first.fingerprint && others.findIndex((other) => other.fingerprint === fingerprint) === index;
  return others.filter(isNew);
}

function checkSameCounterexample(left: CounterexampleRecord, right: CounterexampleRecord): void {
  if (canonicalJson(left) === canonicalJson(right)) return;
  throw new UsageError(`two logs shrank case ${left.index} differently for ${left.requirement}`, { fix: disagreementFix });
}

function mergedRun(run: RunRecord, missing: readonly number[]): RunRecord {
  const shard = missing.length === 0 ? { index: 1, count: 1 } : { index: 1, count: run.shard.count, missing };
  return { ...run, shard };
}

/** Only a log that holds the canary can have seen it die; all that do must agree. */
function mergedEnd(shards: readonly Shard[], missing: readonly number[], cases: readonly CaseRecord[]): readonly EndRecord[] {
  if (missing.length > 0 || shards.some((shard) => shard.end === undefined)) return [];
  const holders = shards.filter((shard) => shard.cases.some((record) => record.phase === 'canary'));
  const witnesses = holders.length === 0 ? shards : holders;
  return [{ record: 'end', cases: cases.length, canaryKilled: witnesses.every((shard) => shard.end?.canaryKilled === true) }];
}

/** The shards ran beside each other: the run took as long as the longest, and began with the earliest. */
function mergedTimings(shards: readonly Shard[]): readonly TimingRecord[] {
  const all = shards.flatMap((shard) => shard.timings);
  const ofCases = new Map<number, TimingRecord>();
  for (const timing of all) if (timing.of !== 'run' && !ofCases.has(timing.of)) ofCases.set(timing.of, timing);
  const inOrder = [...ofCases].sort(([left], [right]) => left - right).map(([, timing]) => timing);
  return [...inOrder, ...mergedRunTiming(all.filter((timing) => timing.of === 'run'))];
}

function mergedRunTiming(timings: readonly TimingRecord[]): readonly TimingRecord[] {
  if (timings.length === 0) return [];
  const [startedAt] = timings
    .map((timing) => timing.startedAt)
    .filter((time) => time !== undefined)
    .sort();
  const milliseconds = Math.max(...timings.map((timing) => timing.milliseconds));
  return [{ record: 'timing', of: 'run', milliseconds, ...(startedAt === undefined ? {} : { startedAt }) }];
}
