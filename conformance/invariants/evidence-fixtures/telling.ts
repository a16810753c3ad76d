import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { TraceEvent } from '../../../sim/contracts/evidence.js';
import type { Claim } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { type FixtureHost, freshFixtureHost } from './hosts.js';
import type { Story, Twist } from './story.js';
import { amdTruth, intelTruth } from './truths.js';

/** The default configuration of a story: both gates open. */
export const openGates: JsonObject = { featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX'], maxDevices: 100 };

/** A guest of a story. */
export interface FixtureGuest {
  readonly spec: GuestSpec;
  object: JsonObject;
  readonly claim: Claim;
  status: JsonObject;
  host: string | undefined;
  /** Bound, but not to be started before a decision says so. */
  held: boolean;
  over: boolean;
}

/** How far a story has been told: its hosts and guests, and the trace so far. */
export class Telling {
  readonly story: Story;
  readonly twist: Twist;
  readonly hosts = new Map<string, FixtureHost>();
  readonly guests = new Map<string, FixtureGuest>();
  readonly trace: TraceEvent[] = [];
  config: JsonObject;
  step = -1;

  constructor(story: Story, twist: Twist) {
    this.story = story;
    this.twist = twist;
    this.config = story.config ?? openGates;
    for (const [name, truth] of Object.entries(story.hosts ?? { amd: amdTruth, intel: intelTruth }))
      this.hosts.set(name, freshFixtureHost(name, truth));
  }

  /** A host that the story must have. */
  host(name: string): FixtureHost {
    return this.hosts.get(name) as FixtureHost;
  }

  /** A guest that the story must have. */
  guest(name: string): FixtureGuest {
    return this.guests.get(name) as FixtureGuest;
  }

  /** Names of the guests bound to a host, in name order. */
  guestsOn(host: string): readonly string[] {
    return [...this.guests].flatMap(([name, guest]) => (guest.host === host ? [name] : [])).sort();
  }

  /** Appends an event to the trace. */
  say(event: WithoutStep<TraceEvent>): void {
    this.trace.push({ ...event, step: this.step } as TraceEvent);
  }
}

type WithoutStep<Event> = Event extends unknown ? Omit<Event, 'step'> : never;
