import type { KeyPool } from '../contracts/protection.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { MiscBehaviour } from './misc-behaviour.js';
import type { MiscGroup } from './misc-group.js';

/** Why a charge was refused: `EINVAL` without any capacity, else `EBUSY`. */
export interface MiscRefusal {
  readonly errno: 'EBUSY' | 'EINVAL';
  readonly cause: 'no-capacity' | 'cgroup-limit' | 'capacity-used';
  /** Path of the group whose limit or share of the capacity was passed; absent for `no-capacity`. */
  readonly limitedAt?: string;
}

/** What a charge looks at besides the groups. Read at each step, so it may change while a charge is under way. */
export interface MiscRules {
  /** Key IDs the host has; 0 for a resource that was never registered. */
  readonly capacity: Readonly<Record<KeyPool, number>>;
  readonly behaviour: MiscBehaviour;
  /** A usage fell below zero. */
  readonly belowZero: (pool: KeyPool) => void;
}

/** What the last step of a charge did. */
export type ChargeStep = 'saw-capacity' | 'added' | 'passed' | 'raised-peak' | 'counted-refusal' | 'gave-back';

/**
 * Charges a group and all groups above it, one atomic step at a time. There is no lock in the kernel: other charges may take
 * their steps in between, so one that is about to be refused higher up can make another fail that would have fitted.
 *
 * Per level from the group to the root: add; refuse if the new usage is above the level's limit or the host's capacity; raise
 * the level's peak. A refusal counts events, takes back what was added, and leaves the peaks.
 * Source: Linux 7.2.8 `kernel/cgroup/misc.c` `misc_cg_try_charge`.
 *
 * @param amount 0 changes nothing and succeeds.
 */
export function* chargeSteps(group: MiscGroup, pool: KeyPool, amount: number, rules: MiscRules): ChargeSteps {
  if (rules.capacity[pool] === 0) return refused({ errno: 'EINVAL', cause: 'no-capacity' });
  if (amount === 0) return done(group);
  yield 'saw-capacity';
  for (let level: MiscGroup | undefined = group; level !== undefined; level = level.parent) {
    const usage = level.add(pool, amount);
    yield 'added';
    const cause = overrun(level, pool, usage, rules);
    if (cause !== undefined) return yield* refuse(group, level, pool, amount, cause, rules);
    yield 'passed';
    if (rules.behaviour.countsPeak) level.raisePeak(pool, usage);
    yield 'raised-peak';
  }
  return done(group);
}

/** A charge under way. */
export type ChargeSteps = Generator<ChargeStep, Outcome<MiscGroup, MiscRefusal>, void>;

/** Gives back what a charge took, from the group to the root. Nothing is checked: the usage may fall below zero. */
export function uncharge(group: MiscGroup, pool: KeyPool, amount: number, rules: MiscRules): void {
  for (let level: MiscGroup | undefined = group; level !== undefined; level = level.parent) giveBack(level, pool, amount, rules);
}

type Overrun = Exclude<MiscRefusal['cause'], 'no-capacity'>;

/** The kernel compares as unsigned: a usage below zero is above every capacity, and above every limit but none. */
function overrun(level: MiscGroup, pool: KeyPool, usage: number, rules: MiscRules): Overrun | undefined {
  const signed = rules.behaviour.usageBits === 32 ? usage | 0 : usage;
  const compared = signed < 0 ? Infinity : signed;
  if (compared > level.limit(pool)) return 'cgroup-limit';
  return compared > rules.capacity[pool] ? 'capacity-used' : undefined;
}

function* refuse(
  group: MiscGroup,
  failed: MiscGroup,
  pool: KeyPool,
  amount: number,
  cause: Overrun,
  rules: MiscRules,
): ChargeSteps {
  if (rules.behaviour.countsLocalEvents) {
    failed.countLocalEvent(pool);
    yield 'counted-refusal';
  }
  for (let level: MiscGroup | undefined = failed; level !== undefined; level = level.parent) {
    if (level.parent === undefined && !rules.behaviour.eventsReachRoot) break;
    level.countEvent(pool);
    yield 'counted-refusal';
  }
  for (let level: MiscGroup | undefined = group; level !== undefined && level !== failed; level = level.parent) {
    giveBack(level, pool, amount, rules);
    yield 'gave-back';
  }
  giveBack(failed, pool, amount, rules);
  return refused({ errno: 'EBUSY', cause, limitedAt: failed.path });
}

function giveBack(level: MiscGroup, pool: KeyPool, amount: number, rules: MiscRules): void {
  if (level.add(pool, -amount) < 0) rules.belowZero(pool);
}
