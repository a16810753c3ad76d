import type { CgroupLook, Evidence, StartFailureCause, StartResult } from '../../sim/contracts/evidence.js';
import { type KeyPool, keyPoolOf, type Protection } from '../../sim/contracts/protection.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import { lateCauses } from './key-order.js';
import { levelsOf, shownIn } from './misc-files.js';

/** What a start in a cgroup must do to the misc controller's books. */
export interface ExpectedCharge {
  readonly pool: KeyPool;
  /** The cgroup and all above it. */
  readonly levels: readonly string[];
  /** The level whose limit, or share of the capacity, one more would pass; undefined when it fits everywhere. */
  readonly refusedAt: string | undefined;
  /** Levels at which a charge that is tried raises the usage without being refused. */
  readonly passed: readonly string[];
}

/**
 * Works out a charge of one from the files before it: each level from the cgroup to the root adds one and compares with its limit and
 * with the host's capacity. Undefined where nothing is charged, and where the root's usage is not shown.
 * Source: Linux `kernel/cgroup/misc.c` (misc_cg_try_charge).
 */
export function expectedCharge(truth: BootTruth, protection: Protection, look: CgroupLook): ExpectedCharge | undefined {
  if (protection === 'none') return undefined;
  const pool = keyPoolOf[protection];
  const capacity = truth.miscCapacity[pool];
  if (capacity === undefined || shownIn(look.after, '/', 'current', pool) === undefined) return undefined;
  const levels = levelsOf(look.path);
  const refused = levels.findIndex((level) => isTooMuch(look, level, pool, BigInt(capacity)));
  const passed = refused < 0 ? levels : levels.slice(0, refused);
  return { pool, levels, refusedAt: levels[refused], passed };
}

function isTooMuch({ before }: CgroupLook, level: string, pool: KeyPool, capacity: bigint): boolean {
  const usage = BigInt.asUintN(64, (shownIn(before, level, 'current', pool) ?? 0n) + 1n);
  const max = level === '/' ? undefined : shownIn(before, level, 'max', pool);
  return usage > capacity || (max !== undefined && usage > max);
}

/**
 * Was a charge tried? `maybe` for failures that may come before or after it. TDX takes its key ID first; the SEV family charges first.
 */
export function triedToCharge(protection: Protection, result: StartResult): 'yes' | 'no' | 'maybe' {
  if (result.started || chargeRefusals.has(result.cause)) return 'yes';
  if (result.cause === 'flush-failed') return 'yes';
  if (result.cause === 'no-free-key') return protection === 'tdx' ? 'no' : 'yes';
  return lateCauses.has(result.cause) ? 'maybe' : 'no';
}

/** The misc controller refused. */
export const chargeRefusals: ReadonlySet<StartFailureCause> = new Set(['cgroup-limit', 'capacity-used']);

/** Was a charge of a TD ever refused on this host? Kernels since 6.17 give it back once too often, and the books are off from then on. */
export function tdxChargeRefused({ trace }: Evidence, host: string): boolean {
  return trace.some(
    (event) =>
      event.event === 'start' &&
      event.host === host &&
      event.protection === 'tdx' &&
      !event.result.started &&
      chargeRefusals.has(event.result.cause),
  );
}
