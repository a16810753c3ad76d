import type { Protection } from '../../sim/contracts/protection.js';
import type { KeyUsageTruth } from '../../sim/contracts/truth.js';
import type { Vmi } from './vmi.js';

/** What events about one guest have in common; key-ID figures are there on some. */
interface GuestEvent {
  readonly guest: string;
  readonly protection: Protection;
  readonly usage?: KeyUsageTruth;
  readonly freeKeys?: Readonly<Record<string, number>>;
}

/**
 * The event with the protection its guest's request really asks for. A case describes a guest in its own words, and the description
 * of a deliberately odd request may say something else (`none` with a second protection, or a manifest of another kind). Key-ID
 * figures are then those of the wrong range, and are left out. A request for several types at once asks for nothing definite.
 */
export function asAsked<Event extends GuestEvent>(event: Event, requests: ReadonlyMap<string, Vmi>): Event {
  const vmi = requests.get(event.guest);
  if (vmi === undefined || vmi.protection === event.protection || vmi.types.length > 1) return event;
  const { usage: _, ...rest } = event;
  return { ...rest, protection: vmi.protection, ...(event.freeKeys !== undefined && { freeKeys: {} }) } as Event;
}
