import type { GuestSpec } from '../contracts/commands.js';
import type { EndGuest } from '../contracts/evidence.js';
import type { Claim } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';

/**
 * Where a guest stands in the control plane.
 * `pending`: admitted, no host yet. `held`: has a host, and waits for somebody before it is started. `bound`: has a host, the domain
 * does not run yet. `running`: the domain is there, its CPUs may be paused. `over`: it ended and will not come back by itself.
 */
export type GuestState = 'pending' | 'held' | 'bound' | 'running' | 'over';

/** One admitted guest as the world keeps it. */
export interface GuestRecord {
  readonly name: string;
  readonly spec: GuestSpec;
  /** The object as it was admitted: what each new life of the guest begins with. */
  readonly admitted: JsonObject;
  /** The same, as decisions have changed it in this life. */
  object: JsonObject;
  readonly claim: Claim;
  state: GuestState;
  /** Host it is bound to; undefined while pending and when over. */
  host: string | undefined;
  /** Name of its domain on that host, as the rendered document says; undefined unless it runs. */
  domain: string | undefined;
  /** What the subject answered last. */
  status: JsonObject;
  /** Somebody has deleted it: nothing makes it anew. */
  deleted: boolean;
  /** How often it was made anew during the present command. */
  recreations: number;
}

/** A guest that was just admitted. */
export function newGuest(name: string, spec: GuestSpec, admitted: JsonObject, claim: Claim): GuestRecord {
  const nowhere = { state: 'pending', host: undefined, domain: undefined } as const;
  return { name, spec, admitted, object: admitted, claim, ...nowhere, status: {}, deleted: false, recreations: 0 };
}

/** What the judges see of a guest at the end. */
export function endGuest(guest: GuestRecord): EndGuest {
  return {
    name: guest.name,
    protection: guest.spec.protection,
    ...(guest.host === undefined ? {} : { host: guest.host }),
    running: guest.state === 'running',
    pending: guest.state === 'pending',
    status: guest.status,
  };
}
