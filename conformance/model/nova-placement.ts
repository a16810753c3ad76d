import { type Claim, type HostToPlaceOn, type Inventory, type ResourceProvider, unitOf } from '../../sim/contracts/subject.js';
import type { Json } from '../../sim/core/json.js';
import { member, textOf } from './json-member.js';

/** What the placement service makes of one host, by what it was shown. */
export interface AllocationCandidates {
  /** Ways to give the guest what it asks for, each as units by provider and class; empty when there is none. */
  readonly takes: readonly Readonly<Record<string, number>>[];
  /** Something else keeps the guest away, whatever the providers have. */
  readonly closed: 'silent' | 'cordoned' | 'another-host-asked-for' | undefined;
}

/**
 * Allocation candidates of one tree for a request of one unsuffixed group: every class from one provider that has room for it; together
 * the providers that give something own all required traits, and none of them a forbidden one.
 * Source: placement `placement/objects/allocation_candidate.py` `_check_traits_for_alloc_request`, `doc/source/user/provider-tree.rst`.
 */
export function allocationCandidates(claim: Claim, host: HostToPlaceOn): AllocationCandidates {
  const closed = closedFor(claim, host);
  const { providers = [] } = host;
  const classes = Object.entries(claim.resources);
  const ways = classes.reduce<readonly (readonly ResourceProvider[])[]>(
    (found, [name, amount]) =>
      found.flatMap((way) => providers.filter((each) => hasRoom(each, name, amount, host)).map((each) => [...way, each])),
    [[]],
  );
  const allowed = classes.length === 0 ? [] : ways.filter((way) => traitsAllow(claim, way));
  const takes = allowed.map((way) =>
    Object.fromEntries(classes.map(([name, amount], index) => [unitOf(way[index]?.name ?? '', name), amount])),
  );
  return { takes, closed };
}

/** The host a guest must go to; undefined when it may go to any. */
export function requestedHost({ object }: Claim): string | undefined {
  return textOf(member(object as Json, 'requested_host'));
}

function closedFor(claim: Claim, host: HostToPlaceOn): AllocationCandidates['closed'] {
  const wanted = requestedHost(claim);
  if (wanted !== undefined && wanted !== host.name) return 'another-host-asked-for';
  if (host.silent === true) return 'silent';
  return host.cordoned === true ? 'cordoned' : undefined;
}

/** Would the placement service allocate so much of a class here? */
export function hasRoom(
  { name, inventories }: ResourceProvider,
  wanted: string,
  amount: number,
  { used }: HostToPlaceOn,
): boolean {
  const inventory = inventories[wanted];
  return (
    inventory !== undefined &&
    obeysUnits(inventory, amount) &&
    (used[unitOf(name, wanted)] ?? 0) + amount <= capacityOf(inventory)
  );
}

/** May one guest take so much at once? */
export function obeysUnits({ min_unit, max_unit, step_size }: Inventory, amount: number): boolean {
  return amount >= min_unit && amount <= max_unit && amount % step_size === 0;
}

/** Units guests can have of an inventory together. Source: placement `placement/objects/allocation.py` `_check_capacity_exceeded`. */
export function capacityOf({ total, reserved, allocation_ratio: ratio }: Inventory): number {
  return Math.floor((total - reserved) * ratio);
}

function traitsAllow({ required = [], forbidden = [] }: Claim, way: readonly ResourceProvider[]): boolean {
  const together = new Set(way.flatMap(({ traits }) => traits));
  return required.every((trait) => together.has(trait)) && !forbidden.some((trait) => together.has(trait));
}
