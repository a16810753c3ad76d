import type { KeyPool } from '../contracts/protection.js';
import { done, type Outcome, refused } from '../core/outcome.js';

/** The largest unsigned 64-bit number; as a limit it means none, and reads back as `max`. */
export const unlimited = 2n ** 64n - 1n;

/** What one write to misc.max asks for. */
export interface MaxWrite {
  readonly pool: KeyPool;
  /** 0 … {@link unlimited}. */
  readonly max: bigint;
}

/**
 * Reads what was written to misc.max: outer white space is dropped, the rest is cut at its first space; the left part must name a
 * resource, the right part must be exactly `max` or one unsigned number in C notation (`0x` hexadecimal, leading `0` octal).
 * Source: Linux 7.2.8 `kernel/cgroup/misc.c` `misc_cg_max_write`, `lib/kstrtox.c`.
 *
 * @param bytes One character per byte; what follows a NUL is not looked at.
 * @param resources Names this kernel knows.
 * @returns `EINVAL` when it is not of that form, `ERANGE` when the number does not fit 64 bits.
 * @example parseMaxWrite('sev 010\n', ['sev']) // { ok: true, value: { pool: 'sev', max: 8n } }
 */
export function parseMaxWrite(bytes: string, resources: readonly KeyPool[]): Outcome<MaxWrite, 'EINVAL' | 'ERANGE'> {
  const text = withoutOuterSpace(bytes);
  const cut = text.indexOf(' ');
  const pool = resources.find((name) => name === text.slice(0, cut));
  if (cut < 0 || pool === undefined) return refused('EINVAL');
  const word = text.slice(cut + 1);
  if (word === 'max') return done({ pool, max: unlimited });
  const number = parseUnsigned(word);
  return number.ok ? done({ pool, max: number.value }) : number;
}

/** The kernel's isspace() knows Latin-1's no-break space too. */
function withoutOuterSpace(bytes: string): string {
  const end = bytes.indexOf('\0');
  const text = end < 0 ? bytes : bytes.slice(0, end);
  return text.replace(/^[\t-\r \xa0]+/, '').replace(/[\t-\r \xa0]+$/, '');
}

/** kstrtou64() with base 0. A number that overflows is ERANGE even when rubbish follows it. */
function parseUnsigned(word: string): Outcome<bigint, 'EINVAL' | 'ERANGE'> {
  for (const { form, literal } of notations) {
    const [read, digits] = form.exec(word) ?? [];
    if (read === undefined || digits === undefined) continue;
    const number = BigInt(literal + digits);
    if (number > unlimited) return refused('ERANGE');
    return read === word ? done(number) : refused('EINVAL');
  }
  return refused('EINVAL');
}

/** In this order: `0x` without a hexadecimal digit after it is the octal number 0 followed by rubbish. */
const notations = [
  { form: /^\+?0x([0-9a-f]+)/i, literal: '0x' },
  { form: /^\+?(0[0-7]*)/, literal: '0o' },
  { form: /^\+?([1-9][0-9]*)/, literal: '' },
] as const;
