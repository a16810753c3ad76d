import type { CgroupLook, StartResult, TraceEvent } from '../contracts/evidence.js';
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

  /** Appends one event: the object itself, stamped, because a copy of every event is what a trace would cost most. */
  record(event: WithoutStep<TraceEvent>): void {
    (event as { step?: number }).step = this.#step;
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

/** A trace event before the step is stamped on it. */
type WithoutStep<Event> = Event extends unknown ? Omit<Event, 'step'> : never;
