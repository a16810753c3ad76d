import type { Protection } from '../../sim/contracts/protection.js';
import { type LabelDecision, unitOf } from '../../sim/contracts/subject.js';
import { encryptionContext } from './nova-names.js';
import type { EventOf } from './observations.js';

/** What a guest holds of one host: units by provider and resource class. */
interface Holding {
  readonly host: string;
  readonly units: Readonly<Record<string, number>>;
}

/** A guest's holdings: where it is and, while a move is neither confirmed nor taken back, where it came from. */
interface GuestHoldings {
  readonly protection: Protection;
  readonly here: Holding | undefined;
  readonly kept: Holding | undefined;
}

/**
 * The book of who holds what of which provider, kept a second time from the decisions alone: a guest holds what it was placed with
 * until it is deleted, offloaded or given up; a move holds both places until it is confirmed or taken back.
 * Source: Nova `nova/conductor/tasks/migrate.py`, `nova/compute/resource_tracker.py`.
 */
export class NovaHoldings {
  readonly #guests = new Map<string, GuestHoldings>();
  readonly #hosts = new Map<string, Units>();

  /** A guest was placed, or not. */
  place({ guest, protection, claim, decision, movingFrom }: EventOf<'place'>): void {
    if (!decision.placed) return;
    const here = { host: decision.host, units: decision.takes ?? claim.resources };
    const kept = movingFrom === undefined ? undefined : this.#guests.get(guest)?.here;
    this.#set(guest, { protection, here, kept });
  }

  /** Something happened to a guest, and the subject answered. */
  run({ guest, protection, happening, decision: { next } }: EventOf<'run'>): void {
    const known = this.#guests.get(guest);
    if (known === undefined) return;
    const { here, kept } = known;
    if (happening.what === 'deletion-asked' || next === 'offload' || next === 'give-up') this.#set(guest, undefined);
    else if (next === 'confirm') this.#set(guest, { protection, here, kept: undefined });
    else if (next === 'revert') this.#set(guest, { protection, here: kept ?? here, kept: undefined });
    else if (protection !== known.protection) this.#set(guest, { protection, here, kept });
  }

  /** Allocations of a host moved within its tree. */
  move(host: string, moved: NonNullable<LabelDecision['moved']>): void {
    if (moved.length === 0) return;
    const names = new Map(moved.map(({ from, to }) => [from, to]));
    for (const [guest, { protection, here, kept }] of this.#guests)
      this.#set(guest, { protection, here: renamed(here, host, names), kept: renamed(kept, host, names) });
  }

  /** Units held of a host, by provider and class; those of moves that may be taken back included. */
  of(host: string): Units {
    return this.#hosts.get(host) ?? nothing;
  }

  /** Protections of the guests that are on a host now, by guest. */
  guestsOn(host: string): ReadonlyMap<string, Protection> {
    const found = new Map<string, Protection>();
    for (const [guest, { protection, here }] of this.#guests) if (here?.host === host) found.set(guest, protection);
    return found;
  }

  #set(guest: string, holdings: GuestHoldings | undefined): void {
    this.#count(this.#guests.get(guest), -1);
    this.#count(holdings, 1);
    if (holdings === undefined) this.#guests.delete(guest);
    else this.#guests.set(guest, holdings);
  }

  #count(holdings: GuestHoldings | undefined, sign: 1 | -1): void {
    for (const holding of [holdings?.here, holdings?.kept]) {
      if (holding === undefined) continue;
      const sum: Record<string, number> = { ...this.of(holding.host) };
      for (const unit in holding.units) sum[unit] = (sum[unit] ?? 0) + sign * (holding.units[unit] ?? 0);
      this.#hosts.set(holding.host, sum);
    }
  }
}

type Units = Readonly<Record<string, number>>;

const nothing: Units = {};

/** Contexts of a provider among units. */
export function contextsOf(units: Readonly<Record<string, number>>, provider: string): number {
  return units[unitOf(provider, encryptionContext)] ?? 0;
}

function renamed(holding: Holding | undefined, host: string, names: ReadonlyMap<string, string>): Holding | undefined {
  if (holding?.host !== host) return holding;
  const units: Record<string, number> = {};
  for (const [unit, amount] of Object.entries(holding.units)) {
    const name = names.get(unit) ?? unit;
    units[name] = (units[name] ?? 0) + amount;
  }
  return { host, units };
}
