import type { CgroupLook, StartResult, TraceEvent } from '../contracts/evidence.js';
import type { Protection } from '../contracts/protection.js';
import { usageFor } from './key-usage.js';
import type { WorldHost } from './world-host.js';

/** The trace of a case: every event with the index of the command it belongs to, −1 before the first one. */
export class Trace {
  readonly events: TraceEvent[] = [];
  #step = -1;
  #cause: Cause = { step: -1 };

  /** The next command begins. */
  nextStep(): void {
    this.#step += 1;
    this.#cause = { step: this.#step };
  }

  /** What led to what is being done: the command being applied, unless it is left from an earlier one, or a fault struck. */
  get cause(): Cause {
    return this.#cause;
  }

  /** A fault strikes before the command of this moment is applied. */
  becauseOf(window: number, action: () => void): void {
    this.because({ step: this.#step, window }, action);
  }

  /** What is done now goes back to this. */
  because(cause: Cause, action: () => void): void {
    const before = this.#cause;
    this.#cause = cause;
    try {
      action();
    } finally {
      this.#cause = before;
    }
  }

  /** Appends one event: the object itself, stamped, because a copy of every event is what a trace would cost most. */
  record(event: WithoutStep<TraceEvent>): void {
    const stamped = event as { step?: number; cause?: number; window?: number };
    const { step, window } = this.#cause;
    stamped.step = this.#step;
    if (step !== this.#step) stamped.cause = step;
    if (window !== undefined) stamped.window = window;
    this.events.push(event as TraceEvent);
  }

  /** Somebody tried to start a guest; its range's usage is what the attempt left. */
  recordStart(
    guest: string,
    here: WorldHost,
    protection: Protection,
    outside: boolean,
    result: StartResult,
    cgroup?: CgroupLook,
  ): void {
    const usage = usageFor(here.host.truth, protection);
    const host = here.node.name;
    this.record({ event: 'start', guest, host, protection, outside, result, ...(usage && { usage }), ...(cgroup && { cgroup }) });
  }

  /** A guest left a host. */
  recordRelease(guest: string, here: WorldHost, protection: Protection, outside: boolean, cgroup?: CgroupLook): void {
    const usage = usageFor(here.host.truth, protection);
    const host = here.node.name;
    this.record({ event: 'release', guest, host, protection, outside, ...(usage && { usage }), ...(cgroup && { cgroup }) });
  }
}

/** What led to something: a command by its index and, where it was none of the case's own, the window that struck before it. */
export interface Cause {
  readonly step: number;
  readonly window?: number;
}

/** A trace event before the step is stamped on it. */
type WithoutStep<Event> = Event extends unknown ? Omit<Event, 'step' | 'cause' | 'window'> : never;
