import type { KeyPool } from '../contracts/protection.js';
import type { MiscGroupTruth, MiscResourceTruth } from '../contracts/truth.js';
import { unlimited } from './misc-max-grammar.js';

/**
 * One cgroup as the misc controller keeps it (the kernel's css object): a limit and counters per resource. Whoever holds a charge
 * holds this object; it outlives the directory, and goes on counting into the parents it was made under.
 *
 * Counters are JavaScript numbers, because no count of key IDs comes near 2^53 and charging is hot; a usage below zero is kept
 * negative, as the kernel keeps it. Only limits and the printed {@link truth} are bigint, where all 64 bits show.
 * Source: Linux 7.2.8 `include/linux/misc_cgroup.h`, `kernel/cgroup/misc.c`.
 */
export class MiscGroup {
  readonly #counters: Readonly<Record<KeyPool, MiscCounters>> = { sev: fresh(), sev_es: fresh(), tdx: fresh() };
  #truth: MiscGroupTruth | undefined;

  /**
   * @param path Path below the cgroup root at the time it was made.
   * @param parent The group charged after this one; undefined for the root.
   */
  constructor(
    readonly path: string,
    readonly parent: MiscGroup | undefined,
  ) {}

  /** Adds to the usage (takes away when negative) and answers the new usage, which may be below zero. */
  add(pool: KeyPool, amount: number): number {
    const counters = this.#changing(pool);
    counters.usage += amount;
    return counters.usage;
  }

  /** Largest usage allowed; Infinity without a limit. */
  limit(pool: KeyPool): number {
    return this.#counters[pool].limit;
  }

  /** Sets the limit, 0 … 2^64−1; the largest of them is no limit at all. */
  setMax(pool: KeyPool, max: bigint): void {
    const counters = this.#changing(pool);
    counters.max = max === unlimited ? 'max' : max;
    counters.limit = max === unlimited ? Infinity : Number(max);
  }

  /** Remembers a usage that is higher than any before. */
  raisePeak(pool: KeyPool, usage: number): void {
    if (usage > this.#counters[pool].peak) this.#changing(pool).peak = usage;
  }

  /** Counts a refusal here or below. */
  countEvent(pool: KeyPool): void {
    this.#changing(pool).events += 1;
  }

  /** Counts a refusal by this very group. */
  countLocalEvent(pool: KeyPool): void {
    this.#changing(pool).eventsLocal += 1;
  }

  /** What the group's files are printed from. The same object as long as nothing changed. */
  truth(): MiscGroupTruth {
    const { sev, sev_es, tdx } = this.#counters;
    this.#truth ??= { path: this.path, resources: { sev: printed(sev), sev_es: printed(sev_es), tdx: printed(tdx) } };
    return this.#truth;
  }

  #changing(pool: KeyPool): MiscCounters {
    const counters = this.#counters[pool];
    counters.printed = undefined;
    this.#truth = undefined;
    return counters;
  }
}

interface MiscCounters {
  max: bigint | 'max';
  /** `max` as a number to compare with: exact up to 2^53, and rounded where no usage ever comes. */
  limit: number;
  usage: number;
  peak: number;
  events: number;
  eventsLocal: number;
  printed: MiscResourceTruth | undefined;
}

function fresh(): MiscCounters {
  return { max: 'max', limit: Infinity, usage: 0, peak: 0, events: 0, eventsLocal: 0, printed: undefined };
}

function printed(counters: MiscCounters): MiscResourceTruth {
  counters.printed ??= {
    max: counters.max,
    current: BigInt.asUintN(64, BigInt(counters.usage)),
    peak: BigInt(counters.peak),
    events: BigInt(counters.events),
    eventsLocal: BigInt(counters.eventsLocal),
  };
  return counters.printed;
}
