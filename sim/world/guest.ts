import type { GuestSpec } from '../contracts/commands.js';
import type { EndGuest } from '../contracts/evidence.js';
import type { Claim } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';

/**
 * Where a guest stands in the control plane.
 * `pending`: admitted, no host yet. `bound`: has a host, the domain does not run yet. `running`: the domain runs.
 * `over`: it ended and will not come back by itself.
 */
export type GuestState = 'pending' | 'bound' | 'running' | 'over';

/** One admitted guest as the world keeps it. */
export interface GuestRecord {
  readonly name: string;
  readonly spec: GuestSpec;
  /** The admitted object. */
  readonly object: JsonObject;
  readonly claim: Claim;
  state: GuestState;
  /** Host it is bound to; undefined while pending and when over. */
  host: string | undefined;
  /** Name of its domain on that host, as the rendered document says; undefined unless it runs. */
  domain: string | undefined;
  /** What the subject answered last. */
  status: JsonObject;
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
