import type { GuestSpec } from '../../contracts/commands.js';
import type { Claim } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { FleetHost } from './fleet-host.js';

/** Where a guest of a fleet stands: it waits for a host, waits there for its owner, runs, or is over. */
export type FleetGuestState = 'waiting' | 'held' | 'running' | 'over';

/** One admitted guest. */
export interface FleetGuest {
  readonly name: string;
  readonly spec: GuestSpec;
  /** The object as it was admitted. */
  readonly object: JsonObject;
  /** What it takes of a node, without the pod: nobody asks for that again, and a hundred thousand of them would be a gigabyte. */
  readonly claim: Claim;
  state: FleetGuestState;
  /** Undefined while it waits and when it is over. */
  here: FleetHost | undefined;
  /** Name of its domain there; undefined unless it runs. */
  domain: string | undefined;
  /** What the subject answered last. */
  status: JsonObject;
}

/** A guest that was just admitted. */
export function newFleetGuest(name: string, spec: GuestSpec, object: JsonObject, claim: Claim): FleetGuest {
  const { selectors, resources, memoryBytes, overheadBytes } = claim;
  const taken = { selectors, resources, memoryBytes, overheadBytes, object: noPod };
  return { name, spec, object, claim: taken, state: 'waiting', here: undefined, domain: undefined, status: noStatus };
}

const noPod: JsonObject = {};
const noStatus: JsonObject = {};
