import { type ResourceProvider, unitOf } from '../contracts/subject.js';

/**
 * What can be allocated of a tree of providers, by {@link unitOf}: `(total − reserved) · allocation ratio`, rounded down.
 * Source: placement `placement/objects/allocation.py` `_check_capacity_exceeded`.
 */
export function unitsOf(providers: readonly ResourceProvider[]): Readonly<Record<string, number>> {
  const units: Record<string, number> = {};
  for (const { name, inventories } of providers) {
    for (const [resourceClass, { total, reserved, allocation_ratio: ratio }] of Object.entries(inventories))
      units[unitOf(name, resourceClass)] = Math.floor((total - reserved) * ratio);
  }
  return units;
}
