import type { KeyUsageTruth } from '../contracts/truth.js';
import { assertThat } from '../core/defect.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import { IdBitmap } from './id-bitmap.js';

/** One contiguous range of ASIDs; empty when `last` < `first`. SEV-ES and SNP share one unless ciphertext hiding splits them. */
export interface AsidRange {
  readonly id: string;
  readonly first: number;
  readonly last: number;
}

/** Why no ASID could be had; KVM answers ENOTTY to the first (EBUSY up to 6.1) and EBUSY to the others. */
export type AsidRefusal = 'empty-range' | 'no-free-key' | 'flush-failed';

/**
 * The ASIDs of an AMD host: FREE → IN_USE → PENDING → FREE. An ASID whose guest is gone still tags lines in the caches, so it stays
 * PENDING until a flush, which is put off until a range has no free one left and then frees the pending ones of all ranges.
 * Source: Linux 7.2.8 `arch/x86/kvm/svm/sev.c` `sev_asid_new`, `sev_flush_asids`, `__sev_recycle_asids`, `sev_asid_free`.
 *
 * @example
 * const pool = new AsidPool([{ id: 'es', first: 1, last: 1 }], () => true);
 * pool.take('es'); // { ok: true, value: 1 }
 * pool.take('es'); // refused 'no-free-key': nothing is pending, so there is no flush
 * pool.release(1);
 * pool.take('es'); // flush, then { ok: true, value: 1 }
 */
export class AsidPool {
  /** Bits of every id that is not FREE, and of the PENDING ones among them: the kernel's `sev_asid_bitmap`, `sev_reclaim_asid_bitmap`. */
  readonly #allocated = new IdBitmap();
  readonly #reclaim = new IdBitmap();
  readonly #leaked = new IdBitmap();
  readonly #ranges: readonly RangeInUse[];
  readonly #flush: () => boolean;

  /**
   * @param ranges Ranges that do not overlap.
   * @param flush WBINVD on all CPUs, then DF_FLUSH; true when the firmware did it.
   */
  constructor(ranges: readonly AsidRange[], flush: () => boolean) {
    this.#ranges = ranges.map(unused);
    this.#flush = flush;
    assertDisjoint(ranges);
  }

  /** Takes the lowest free id of a range. A range with nothing pending never flushes, whatever the others hold. */
  take(rangeId: string): Outcome<number, AsidRefusal> {
    const range = this.#range(rangeId);
    if (range.last < range.first) return refused('empty-range');
    const asid = this.#takeFree(range);
    if (asid !== undefined) return done(asid);
    if (range.pending === 0) return refused('no-free-key');
    if (!this.#flush()) return refused('flush-failed');
    this.#recycle();
    const recycled = this.#takeFree(range);
    assertThat(recycled !== undefined, `a flush freed the pending ids of range ${rangeId}`);
    return done(recycled);
  }

  /** The guest is gone: the id waits for a flush. */
  release(asid: number): void {
    this.#leave(asid).pending += 1;
    this.#reclaim.add(asid);
  }

  /** The firmware did not let go of the guest: the id is lost until the host reboots. */
  leak(asid: number): void {
    this.#leave(asid).leaked += 1;
    this.#leaked.add(asid);
  }

  /** How a range is used at this moment. */
  usage(rangeId: string): KeyUsageTruth {
    const { first, last, inUse, pending, leaked } = this.#range(rangeId);
    const size = Math.max(0, last - first + 1);
    return { free: size - inUse - pending - leaked, inUse, pending, leaked };
  }

  #takeFree(range: RangeInUse): number | undefined {
    const asid = this.#allocated.firstAbsent(range.lowestFree);
    range.lowestFree = Math.min(asid, range.last + 1);
    if (asid > range.last) return undefined;
    this.#allocated.add(asid);
    range.inUse += 1;
    return asid;
  }

  #recycle(): void {
    this.#allocated.removeAll(this.#reclaim);
    this.#reclaim.clear();
    for (const range of this.#ranges) {
      range.pending = 0;
      range.lowestFree = range.first;
    }
  }

  #leave(asid: number): RangeInUse {
    const range = this.#ranges.find(({ first, last }) => first <= asid && asid <= last);
    const inUse = this.#allocated.has(asid) && !this.#reclaim.has(asid) && !this.#leaked.has(asid);
    assertThat(range !== undefined && inUse, `ASID ${asid} is in use`);
    range.inUse -= 1;
    return range;
  }

  #range(rangeId: string): RangeInUse {
    const range = this.#ranges.find(({ id }) => id === rangeId);
    assertThat(range !== undefined, `there is an ASID range ${rangeId}`);
    return range;
  }
}

interface RangeInUse extends AsidRange {
  /** No id of the range below it is free. */
  lowestFree: number;
  inUse: number;
  pending: number;
  leaked: number;
}

/** Spelt out, because a spread copy is twenty times slower to make. */
function unused({ id, first, last }: AsidRange): RangeInUse {
  return { id, first, last, lowestFree: first, inUse: 0, pending: 0, leaked: 0 };
}

function assertDisjoint(ranges: readonly AsidRange[]): void {
  const filled = ranges.filter(({ first, last }) => first <= last).sort((one, other) => one.first - other.first);
  filled.forEach((range, at) => {
    const before = filled[at - 1];
    assertThat(range.first >= 0 && range.last < 2 ** 32, `ASIDs of range ${range.id} are 32-bit numbers`);
    assertThat(before === undefined || before.last < range.first, `ASID ranges ${before?.id} and ${range.id} do not overlap`);
  });
}
