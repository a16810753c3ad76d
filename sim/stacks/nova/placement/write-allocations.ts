import { type ResourceProvider, unitOf } from '../../../contracts/subject.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { placementRules, tooMany } from './capacity.js';
import type { PlacementRefusal } from './refusal.js';

/** Everything that consumers hold, by their id. What a consumer holds is counted by `unitOf`. */
export type Allocations = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What a consumer is to hold instead of what it holds; nothing to give all of it back. */
export interface AllocationWrite {
  readonly consumer: string;
  readonly takes: Readonly<Record<string, number>>;
  /** Generations of providers as the writer knows them. One that is left out is not checked. */
  readonly generations?: Readonly<Record<string, number>>;
}

/**
 * Replaces what some consumers hold, all of it in one transaction or nothing: what they take is checked as a sum, after what they give
 * back. Refused are more units than there are (409), units nobody has (400), and providers that changed meanwhile (409).
 * Source: placement `placement/objects/allocation.py` (replace_all, _check_capacity_exceeded).
 */
export function writeAllocations(
  before: Allocations,
  writes: readonly AllocationWrite[],
  providers: readonly ResourceProvider[],
): Outcome<Allocations, PlacementRefusal> {
  const conflict = writes.some(({ generations }) => hasChanged(providers, generations ?? {}));
  if (conflict)
    return refused({ status: 409, code: 'placement.concurrent_update', detail: 'resource provider generation conflict' });
  const after: Record<string, Readonly<Record<string, number>>> = { ...before };
  for (const { consumer, takes } of writes) {
    if (Object.keys(takes).length === 0) delete after[consumer];
    else after[consumer] = takes;
  }
  const refusal = overCapacity(providers, heldOthers(before, writes), writes) ?? undefined;
  return refusal === undefined ? done(after) : refused(refusal);
}

/** What all consumers hold together, by `unitOf`. */
export function heldTogether(allocations: Allocations): Readonly<Record<string, number>> {
  const held: Record<string, number> = {};
  for (const takes of Object.values(allocations)) {
    for (const [unit, amount] of Object.entries(takes)) held[unit] = (held[unit] ?? 0) + amount;
  }
  return held;
}

function hasChanged(providers: readonly ResourceProvider[], known: Readonly<Record<string, number>>): boolean {
  return Object.entries(known).some(
    ([name, generation]) => providers.find((provider) => provider.name === name)?.generation !== generation,
  );
}

function heldOthers(before: Allocations, writes: readonly AllocationWrite[]): Readonly<Record<string, number>> {
  const writing = new Set(writes.map(({ consumer }) => consumer));
  return heldTogether(Object.fromEntries(Object.entries(before).filter(([consumer]) => !writing.has(consumer))));
}

function overCapacity(
  providers: readonly ResourceProvider[],
  held: Readonly<Record<string, number>>,
  writes: readonly AllocationWrite[],
): PlacementRefusal | undefined {
  const inventories = new Map(
    providers.flatMap(({ name, inventories: own }) =>
      Object.entries(own).map(([resourceClass, inventory]) => [unitOf(name, resourceClass), inventory] as const),
    ),
  );
  const used = { ...held };
  for (const [unit, amount] of writes.flatMap(({ takes }) => Object.entries(takes))) {
    const inventory = inventories.get(unit);
    if (inventory === undefined) return { status: 400, code: 'placement.undefined_code', detail: `there is no ${unit}` };
    const problem = tooMany(inventory, used[unit] ?? 0, amount, placementRules);
    if (problem !== undefined) return { status: 409, code: 'placement.undefined_code', detail: `${unit}: it ${problem}` };
    used[unit] = (used[unit] ?? 0) + amount;
  }
  return undefined;
}
