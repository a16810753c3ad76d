import type { KnownFailureRecord } from '../../reports/log.js';
import type { Case } from '../../sim/contracts/commands.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { breaksRequirement } from './counterexample.js';
import type { Bench } from './judge-case.js';
import { replay, type SavedRun, savedBench } from './replay.js';
import { fingerprintOf } from './shrink/fingerprint.js';

/** A failure somebody knows of and puts up with for a while. */
export interface KnownFailure {
  /** See `shrink/fingerprint.ts`. */
  readonly fingerprint: string;
  readonly requirement: string;
  /** Why it is put up with, in one sentence. */
  readonly reason: string;
  /** Last day on which it is: `2027-01-31`. */
  readonly expires: string;
  /** Where it is being worked on. */
  readonly ticket?: string;
  /** The smallest case that showed it: run again at the start of every run, to know whether it is fixed. */
  readonly case?: Case;
}

/**
 * How known failures stand at the start of a run: expired when their last day is over, fixed when the case kept with them does not break
 * its requirement any more.
 *
 * @param today `2026-11-21`; the caller says so, because nothing in here looks at a clock.
 */
export function knownFailureRecords(
  failures: readonly KnownFailure[],
  today: string,
  bench: Bench,
): readonly KnownFailureRecord[] {
  return failures.map(({ case: kept, ...failure }) => ({
    ...failure,
    ...(failure.expires < today && { expired: true as const }),
    ...(kept !== undefined && { replayed: true as const }),
    ...(kept !== undefined && !breaksRequirement(kept, failure.requirement, bench) && { fixed: true as const }),
  }));
}

/**
 * What a saved case is to be known by.
 *
 * @param file its name, for messages.
 * @throws UsageError when it breaks nothing, or cannot be run.
 */
export function counterexampleFingerprint(
  saved: SavedRun,
  file: string,
): { readonly requirement: string; readonly fingerprint: string } {
  const result = replay(saved);
  if (result.verdict === 'error') throw new UsageError(result.message, { place: { file } });
  if (result.verdict === 'fixed')
    throw new UsageError('its case does not break anything', { place: { file }, fix: 'a baseline is for what fails' });
  const { requirement } = result;
  return { requirement, fingerprint: fingerprintOf(requirement, saved.case, savedBench(saved).kit.config) };
}
