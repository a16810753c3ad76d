import type { TraceEvent } from '../../contracts/evidence.js';

/** Where the events of a fleet go. */
export interface EventSink {
  record(event: TraceEvent): void;
}

/**
 * Counts events by kind and keeps the last few: a fleet that lives for a month would not fit into memory with all it did. The kept ones
 * are whole, as in the trace of a case.
 */
export class EventTally implements EventSink {
  readonly #counts = new Map<TraceEvent['event'], number>();
  readonly #ring: TraceEvent[] = [];
  readonly #kept: number;
  #total = 0;

  /** @param kept How many of the last events are kept. */
  constructor(kept = 256) {
    this.#kept = kept;
  }

  /** All events there have been. */
  get total(): number {
    return this.#total;
  }

  /** The same by kind. */
  get counts(): ReadonlyMap<TraceEvent['event'], number> {
    return this.#counts;
  }

  /** The last events, oldest first. */
  get last(): readonly TraceEvent[] {
    const start = this.#total % this.#kept;
    return this.#total <= this.#kept ? [...this.#ring] : [...this.#ring.slice(start), ...this.#ring.slice(0, start)];
  }

  record(event: TraceEvent): void {
    if (this.#kept > 0) this.#ring[this.#total % this.#kept] = event;
    this.#total += 1;
    this.#counts.set(event.event, (this.#counts.get(event.event) ?? 0) + 1);
  }
}
