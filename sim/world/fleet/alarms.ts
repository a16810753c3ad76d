import type { VirtualClock } from '../../core/clock.js';
import { assertThat } from '../../core/defect.js';

/** What happens at a moment; answers how many milliseconds later it happens again, or undefined when it was the last time. */
export type Alarm = (nowMs: number) => number | undefined;

/**
 * Alarms on a virtual clock, in a binary heap. Two of the same moment ring in the order they were set, so a run never depends on how the
 * heap happens to lie.
 *
 * @example
 * alarms.set(0, () => 60_000); // now, and every minute from then on
 * alarms.runUntil(3_600_000);
 */
export class Alarms {
  readonly #clock: VirtualClock;
  readonly #heap: Entry[] = [];
  #order = 0;
  #rung = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Alarms that have not rung for the last time. */
  get size(): number {
    return this.#heap.length;
  }

  /** Times any alarm has rung. */
  get rung(): number {
    return this.#rung;
  }

  /** Sets an alarm for a moment that is not over yet. */
  set(atMs: number, ring: Alarm): void {
    assertThat(atMs >= this.#clock.nowMs, `an alarm cannot ring in the past: ${atMs} is before ${this.#clock.nowMs}`);
    this.#heap.push({ at: atMs, order: this.#order++, ring });
    this.#rise(this.#heap.length - 1);
  }

  /** Rings everything that is due up to that moment and lets the clock stand there. */
  runUntil(endMs: number): void {
    for (let next = this.#heap[0]; next !== undefined && next.at <= endMs; next = this.#heap[0]) {
      this.#clock.advance(next.at - this.#clock.nowMs);
      this.#rung += 1;
      const again = next.ring(next.at);
      this.#settle(next, again);
    }
    this.#clock.advance(endMs - this.#clock.nowMs);
  }

  /** An alarm that has rung may have set others; nothing but itself can have been before it. */
  #settle(rung: Entry, againMs: number | undefined): void {
    if (againMs === undefined) {
      const last = this.#heap.pop() as Entry;
      if (last === rung) return;
      this.#heap[0] = last;
    } else {
      assertThat(againMs > 0, 'an alarm that rings again lets time pass first');
      rung.at += againMs;
      rung.order = this.#order++;
    }
    this.#sink();
  }

  #rise(from: number): void {
    const heap = this.#heap;
    const entry = heap[from] as Entry;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent] as Entry;
      if (!isBefore(entry, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = entry;
  }

  #sink(): void {
    const heap = this.#heap;
    const entry = heap[0] as Entry;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
      const below = heap[child] as Entry;
      if (!isBefore(below, entry)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = entry;
  }
}

interface Entry {
  at: number;
  order: number;
  readonly ring: Alarm;
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
