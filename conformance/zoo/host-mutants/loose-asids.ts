import type { KeyUsageTruth } from '../../../sim/contracts/truth.js';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import type { AsidRange, AsidRefusal } from '../../../sim/host/asid-pool.js';
import type { AsidKeeper } from '../../../sim/host/key-parts.js';

/** In which ways ASIDs are handed out wrongly. */
export interface Looseness {
  readonly order?: 'highest-first';
  /** An ASID can be had again without a flush. */
  readonly reuse?: 'at-once';
  /** Default: when the range has none free and some that wait, all ranges. */
  readonly flush?: 'never' | 'own-range' | 'for-any-range';
  /** Ids of a range; default all of it. */
  readonly ids?: (range: AsidRange, all: readonly AsidRange[]) => { readonly first: number; readonly last: number };
  /** One id may be given to two guests. */
  readonly twice?: true;
}

/** The ASIDs of an AMD host, handed out wrongly but counted honestly. Slow and simple: mutants run on small pools. */
export class LooseAsids implements AsidKeeper {
  readonly #ranges: readonly AsidRange[];
  readonly #flush: () => boolean;
  readonly #how: Looseness;
  readonly #states = new Map<number, { readonly range: string; readonly state: 'inUse' | 'pending' | 'leaked' }>();

  constructor(ranges: readonly AsidRange[], flush: () => boolean, how: Looseness) {
    this.#ranges = ranges;
    this.#flush = flush;
    this.#how = how;
  }

  take(rangeId: string): Outcome<number, AsidRefusal> {
    const range = this.#ranges.find(({ id }) => id === rangeId);
    if (range === undefined) return refused('empty-range');
    let id = this.#free(range);
    if (id === undefined && this.#mayFlush(rangeId)) {
      if (!this.#flush()) return refused('flush-failed');
      this.#recycle(rangeId);
      id = this.#free(range);
    }
    if (id === undefined) return refused('no-free-key');
    this.#states.set(id, { range: rangeId, state: 'inUse' });
    return done(id);
  }

  release(asid: number): void {
    if (this.#how.reuse === 'at-once') this.#states.delete(asid);
    else this.#leave(asid, 'pending');
  }

  leak(asid: number): void {
    this.#leave(asid, 'leaked');
  }

  usage(rangeId: string): KeyUsageTruth {
    const { first, last } = this.#ranges.find(({ id }) => id === rangeId) ?? { first: 0, last: -1 };
    const counts = { inUse: 0, pending: 0, leaked: 0 };
    for (const { range, state } of this.#states.values()) if (range === rangeId) counts[state] += 1;
    return { ...counts, free: Math.max(0, last - first + 1) - counts.inUse - counts.pending - counts.leaked };
  }

  #leave(asid: number, state: 'pending' | 'leaked'): void {
    const known = this.#states.get(asid);
    if (known !== undefined) this.#states.set(asid, { ...known, state });
  }

  #free(range: AsidRange): number | undefined {
    const { first, last } = this.#how.ids?.(range, this.#ranges) ?? range;
    const ids = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    if (this.#how.order === 'highest-first') ids.reverse();
    return ids.find((id) => !this.#states.has(id) || (this.#how.twice && this.#states.get(id)?.state === 'inUse'));
  }

  #mayFlush(rangeId: string): boolean {
    const { flush } = this.#how;
    if (flush === 'never') return false;
    return [...this.#states.values()].some(
      ({ range, state }) => state === 'pending' && (flush === 'for-any-range' || range === rangeId),
    );
  }

  #recycle(rangeId: string): void {
    for (const [id, { range, state }] of this.#states) {
      if (state === 'pending' && (this.#how.flush !== 'own-range' || range === rangeId)) this.#states.delete(id);
    }
  }
}
