import type { StartResult, TraceEvent } from '../contracts/evidence.js';
import type { Protection } from '../contracts/protection.js';
import { usageFor } from './key-usage.js';
import type { WorldHost } from './world-host.js';

/** The trace of a case: every event with the index of the command it belongs to, −1 before the first one. */
export class Trace {
  readonly events: TraceEvent[] = [];
  #step = -1;

  /** The next command begins. */
  nextStep(): void {
    this.#step += 1;
  }

  /** Appends one event. */
  record(event: WithoutStep<TraceEvent>): void {
    this.events.push({ ...event, step: this.#step } as TraceEvent);
  }

  /** Somebody tried to start a guest; its range's usage is what the attempt left. */
  recordStart(guest: string, here: WorldHost, protection: Protection, outside: boolean, result: StartResult): void {
    const usage = usageFor(here.host.truth, protection);
    this.record({ event: 'start', guest, host: here.node.name, protection, outside, result, ...(usage && { usage }) });
  }

  /** A guest left a host. */
  recordRelease(guest: string, here: WorldHost, protection: Protection, outside: boolean): void {
    const usage = usageFor(here.host.truth, protection);
    this.record({ event: 'release', guest, host: here.node.name, protection, outside, ...(usage && { usage }) });
  }
}

/** A trace event before the step is stamped on it. */
type WithoutStep<Event> = Event extends unknown ? Omit<Event, 'step'> : never;
