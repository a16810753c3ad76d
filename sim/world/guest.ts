import type { GuestSpec } from '../contracts/commands.js';
import type { EndGuest } from '../contracts/evidence.js';
import type { Protection } from '../contracts/protection.js';
import type { Claim, Happening } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';
import type { Cause } from './trace.js';

/**
 * Where a guest stands in the control plane.
 * `pending`: admitted, no host yet. `binding`: the scheduler has chosen a host whose kubelet has not looked at the pod. `held`: has a
 * host, and waits for somebody before it is started. `bound`: has a host, the domain does not run yet. `starting`: libvirtd is to start
 * it. `running`: the domain is there, its CPUs may be paused. `stopping`: it is to end. `over`: it ended and will not come back by itself.
 */
export type GuestState = 'pending' | 'binding' | 'held' | 'bound' | 'starting' | 'running' | 'stopping' | 'over';

/** One admitted guest as the world keeps it. */
export interface GuestRecord {
  readonly name: string;
  /** What was asked for; its protection follows what is asked for later. */
  spec: GuestSpec;
  /** The object as it was admitted: what each new life of the guest begins with. */
  readonly admitted: JsonObject;
  /** The same, as decisions have changed it in this life. */
  object: JsonObject;
  /** What it needs from a host. */
  claim: Claim;
  /** What it was given of its host, or is to be: the claim, but for what the scheduler has chosen. */
  booking: Claim;
  /** What it still holds of the host it was moved from, until the move is confirmed or taken back. */
  kept: KeptPlace | undefined;
  state: GuestState;
  /** Host it is bound to; undefined while pending and when over. */
  host: string | undefined;
  /** How often it was bound to a host: steps left from an earlier stay are not taken. */
  stay: number;
  /** The stay whose domain was last told to end: what was to start it and comes late finds no pod. -1 before the first. */
  endedStay: number;
  /** The kubelet has taken its pod, which holds devices. */
  taken: boolean;
  /** What its domain was started as; what is asked for may have changed since. */
  launched: Protection;
  /** Name of its domain on that host, as the rendered document says; undefined unless it runs. */
  domain: string | undefined;
  /** What the subject answered last. */
  status: JsonObject;
  /** Somebody has deleted it: nothing makes it anew. */
  deleted: boolean;
  /** How often it was made anew during the present command. */
  recreations: number;
  /** What the scheduler said when it found no host, in this life. */
  refusal: string | undefined;
  /** Why its domain was not rendered or not started the last time; undefined when it was. */
  failure: string | undefined;
  /** Steps about it that are on their way. */
  errands: number;
  /** The control plane was told that it runs. */
  reported: boolean;
  /** The kernel still tears down what it was before, and has not given its key ID back. */
  tearingDown: boolean;
  /** Who ends it, while it is `stopping`. */
  stoppedBy: StoppedBy;
  /** What made it end. */
  stopCause: Cause;
  /** It is on its way to another host, and nobody can ask anything of it until it is there. */
  moving: boolean;
  /** Its end leads to a new instance. */
  madeAnew: boolean;
  /** What else comes after its end. */
  afterwards: (() => void) | undefined;
}

/** A place a guest may go back to. */
export interface KeptPlace {
  readonly host: string;
  readonly object: JsonObject;
  readonly claim: Claim;
  booking: Claim;
}

/** Who ended a guest's stay on its host. */
export type StoppedBy = Extract<Happening, { what: 'stopped' }>['by'];

const beginning: Cause = { step: -1 };

/** A guest that was just admitted. */
export function newGuest(name: string, spec: GuestSpec, admitted: JsonObject, claim: Claim): GuestRecord {
  return {
    name,
    spec,
    admitted,
    object: admitted,
    claim,
    booking: claim,
    kept: undefined,
    state: 'pending',
    host: undefined,
    stay: 0,
    endedStay: -1,
    taken: false,
    launched: spec.protection,
    domain: undefined,
    status: {},
    deleted: false,
    recreations: 0,
    refusal: undefined,
    failure: undefined,
    errands: 0,
    reported: false,
    tearingDown: false,
    stoppedBy: 'user',
    stopCause: beginning,
    moving: false,
    madeAnew: false,
    afterwards: undefined,
  };
}

/** What the judges see of a guest at the end. */
export function endGuest(guest: GuestRecord): EndGuest {
  const { kept, claim } = guest;
  return {
    name: guest.name,
    protection: guest.spec.protection,
    ...(guest.host === undefined ? {} : { host: guest.host }),
    running: guest.state === 'running',
    pending: guest.state === 'pending',
    status: guest.status,
    ...(claim.keepsPlace === true && { holds: guest.taken ? guest.booking.resources : {} }),
    ...(kept !== undefined && { keeps: { host: kept.host, holds: kept.booking.resources } }),
  };
}
