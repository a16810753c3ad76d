import type { CaseRecord, CounterexampleRecord, KnownFailureRecord } from '../log.js';
import { type LogParts, missingShards } from '../log-parts.js';
import type { Reason } from '../report.js';

/** What became of the failures of a run's baseline. */
export interface KnownFailures {
  /** Requirements that broke in no way that is not known, each with the entry that knows. */
  readonly excused: ReadonlyMap<string, KnownFailureRecord>;
  /** Entries whose last day is over. */
  readonly expired: readonly KnownFailureRecord[];
  /** Entries whose failure is no more. */
  readonly fixed: readonly KnownFailureRecord[];
}

/**
 * Holds what broke against the baseline. A requirement is excused when all its counterexamples are known; that others are among the
 * first failing cases has been looked for when the log was written.
 *
 * @param cases all but the canary.
 */
export function knownFailures(parts: LogParts, cases: readonly CaseRecord[]): KnownFailures {
  const entries = parts.run.baseline ?? [];
  const excused = new Map<string, KnownFailureRecord>();
  for (const { requirement } of parts.counterexamples) {
    const found = parts.counterexamples.filter((other) => other.requirement === requirement);
    const [first, ...unknown] = found
      .map((each) => knownAs(each, entries))
      .sort((left, right) => Number(left !== undefined) - Number(right !== undefined));
    if (first !== undefined && unknown.every((each) => each !== undefined)) excused.set(requirement, first);
  }
  const fixed = entries.filter((entry) => isFixed(entry, parts, cases));
  return { excused, fixed, expired: entries.filter((entry) => entry.expired === true && !fixed.includes(entry)) };
}

/** The entry that knows a counterexample, unless it has expired. */
export function knownAs(
  { requirement, fingerprint }: CounterexampleRecord,
  entries: readonly KnownFailureRecord[],
): KnownFailureRecord | undefined {
  return entries.find((entry) => isAbout(entry, requirement, fingerprint) && entry.expired !== true);
}

function isAbout(entry: KnownFailureRecord, requirement: string, fingerprint: string | undefined): boolean {
  return entry.requirement === requirement && entry.fingerprint === fingerprint;
}

/** Its own case says so, and nothing in the run speaks against it; without a case, the requirement held in a whole run. */
function isFixed(entry: KnownFailureRecord, { run, counterexamples, end }: LogParts, cases: readonly CaseRecord[]): boolean {
  const isBack = counterexamples.some(({ requirement, fingerprint }) => isAbout(entry, requirement, fingerprint));
  if (entry.replayed === true) return entry.fixed === true && !isBack;
  const isWhole = end !== undefined && missingShards(run).length === 0;
  return isWhole && !cases.some(({ findings }) => findings.some(({ requirement }) => requirement === entry.requirement));
}

/** What the baseline does to the verdict: known failures keep it from `pass`, entries that are out of date fail it. */
export function knownReasons({ excused, expired, fixed }: KnownFailures): readonly Reason[] {
  return [
    ...expired.map((entry): Reason => ({ code: 'known-failure-expired', verdict: 'fail', ...wordsOf(entry) })),
    ...fixed.map((entry): Reason => ({ code: 'known-failure-fixed', verdict: 'fail', ...wordsOf(entry) })),
    ...[...excused.values()].map((entry): Reason => ({ code: 'failure-known', verdict: 'disabled', ...wordsOf(entry) })),
  ];
}

/** An entry without how it stands. */
export function wordsOf({ fingerprint, requirement, reason, expires, ticket }: KnownFailureRecord) {
  return { fingerprint, requirement, reason, expires, ...(ticket !== undefined && { ticket }) };
}
