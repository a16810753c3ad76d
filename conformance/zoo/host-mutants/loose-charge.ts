import type { KeyPool } from '../../../sim/contracts/protection.js';
import { done, refused } from '../../../sim/core/outcome.js';
import type { ChargeSteps, MiscRules } from '../../../sim/host/misc-charge.js';
import type { MiscGroup } from '../../../sim/host/misc-group.js';

/** In which ways a charge goes wrong. */
export interface LooseCharge {
  /** Which levels' limits are looked at; default every one. */
  readonly limitAt?: 'own-group';
  /** At which levels the capacity is looked at; default every one. */
  readonly capacityAt?: 'root';
  /** How much more than a limit allows. */
  readonly beyond?: number;
  /** How much more than the capacity allows. */
  readonly capacityBeyond?: number;
  /** When peaks are raised; default at each level that passed. */
  readonly peak?: 'at-the-end';
  /** Which level a refusal is counted at first; default the limiting one. */
  readonly events?: 'requester' | 'also-for-the-root';
  /** Levels below the refusing one keep what was added. */
  readonly keepsBelow?: true;
}

/** A charge of the misc controller with something wrong in it. */
export function looseCharge(how: LooseCharge) {
  return function* (group: MiscGroup, pool: KeyPool, amount: number, rules: MiscRules): ChargeSteps {
    if (rules.capacity[pool] === 0) return refused({ errno: 'EINVAL', cause: 'no-capacity' });
    yield 'saw-capacity';
    const levels = levelsFrom(group);
    const usages: number[] = [];
    for (const [index, level] of levels.entries()) {
      const usage = level.add(pool, amount);
      usages.push(usage);
      const cause = overrun(how, level, index, usage, pool, rules);
      if (cause !== undefined) {
        countEvents(how, levels, index, pool);
        for (const each of how.keepsBelow ? [level] : levels.slice(0, index + 1)) each.add(pool, -amount);
        return refused({ errno: 'EBUSY', cause, limitedAt: level.path });
      }
      if (how.peak === undefined) level.raisePeak(pool, usage);
    }
    for (const [index, level] of levels.entries()) level.raisePeak(pool, usages[index] ?? 0);
    return done(group);
  };
}

function levelsFrom(group: MiscGroup): readonly MiscGroup[] {
  return group.parent === undefined ? [group] : [group, ...levelsFrom(group.parent)];
}

function overrun(
  { limitAt, capacityAt, beyond = 0, capacityBeyond = 0 }: LooseCharge,
  level: MiscGroup,
  index: number,
  usage: number,
  pool: KeyPool,
  rules: MiscRules,
): 'cgroup-limit' | 'capacity-used' | undefined {
  const limited = limitAt === undefined || index === 0;
  if (limited && usage > level.limit(pool) + beyond) return 'cgroup-limit';
  const looks = capacityAt === undefined || level.parent === undefined;
  return looks && usage > rules.capacity[pool] + capacityBeyond ? 'capacity-used' : undefined;
}

function countEvents({ events }: LooseCharge, levels: readonly MiscGroup[], index: number, pool: KeyPool): void {
  const atRoot = levels[index]?.parent === undefined;
  if (atRoot && events !== 'also-for-the-root') return;
  const first = events === undefined ? index : 0;
  levels[first]?.countLocalEvent(pool);
  for (const level of levels.slice(first)) if (level.parent !== undefined) level.countEvent(pool);
}
