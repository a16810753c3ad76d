import type { KeyPool } from '../../sim/contracts/protection.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { Errno } from '../../sim/core/errno.js';
import { unlimited } from './misc-files.js';

/** What a write to misc.max must come to. */
export type MaxWritten = { readonly pool: KeyPool; readonly max: bigint } | { readonly errno: Errno };

/**
 * The grammar of misc.max: one resource, one space, and `max` or one unsigned number in C notation; white space around it does not count.
 * Source: Linux `kernel/cgroup/misc.c` (misc_cg_max_write), `lib/kstrtox.c` (kstrtou64 with base 0).
 */
export function maxWritten(written: string, { kernel, miscCapacity }: BootTruth): MaxWritten {
  const [, name, word] = /^\s*(\S+?) (\S+)\s*$/.exec(written) ?? [];
  const pool = kernel.view.miscResources.find((resource) => resource === name);
  const max = word === undefined ? undefined : numberOf(word);
  if (pool === undefined || max === undefined) return { errno: 'EINVAL' };
  if (max > unlimited) return { errno: 'ERANGE' };
  return (miscCapacity[pool] ?? 0) === 0 ? { errno: 'EINVAL' } : { pool, max };
}

function numberOf(word: string): bigint | undefined {
  if (word === 'max') return unlimited;
  const digits = word.replace(/^\+/, '');
  if (/^0x[0-9a-f]+$/i.test(digits)) return BigInt(digits);
  if (/^0[0-7]*$/.test(digits)) return BigInt(`0o${digits}`);
  return /^[1-9][0-9]*$/.test(digits) ? BigInt(digits) : undefined;
}
