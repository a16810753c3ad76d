import type { Errno } from '../../core/errno.js';
import { done, type Outcome, refused } from '../../core/outcome.js';

/** How often a report's attributes were written, and how often they had been when it was last made. Both are 64 bits and begin at 0. */
export interface TsmGenerations {
  readonly write: bigint;
  readonly read: bigint;
}

/**
 * One accepted write. Stops one short of coming round to the generation that was read last, which would pass an old report off as new.
 * Source: Linux 7.2.8 `drivers/virt/coco/guest/report.c` try_advance_write_generation.
 */
export function written({ write, read }: TsmGenerations): Outcome<TsmGenerations, Errno> {
  return write === BigInt.asUintN(64, read - 1n) ? refused('EBUSY') : done({ write: BigInt.asUintN(64, write + 1n), read });
}
