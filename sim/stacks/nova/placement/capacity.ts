import type { Inventory } from '../../../contracts/subject.js';

/** What of an inventory may be taken otherwise than the placement service has it. */
export interface CapacityRules {
  readonly overbookedUnits: number;
  readonly keepsReserved: boolean;
  readonly obeysUnits: boolean;
}

/** The placement service as it is. */
export const placementRules: CapacityRules = { overbookedUnits: 0, keepsReserved: true, obeysUnits: true };

/** Units of an inventory that can be held at a time. Source: placement `placement/objects/allocation.py` (_check_capacity_exceeded). */
export function capacityOf({ total, reserved, allocation_ratio: ratio }: Inventory, rules: CapacityRules): number {
  return Math.floor((total - (rules.keepsReserved ? reserved : 0)) * ratio) + rules.overbookedUnits;
}

/** Why so many units cannot be taken at once, in words; undefined when they can. */
export function tooMany(inventory: Inventory, used: number, amount: number, rules: CapacityRules): string | undefined {
  const { min_unit: least, max_unit: most, step_size: step } = inventory;
  if (rules.obeysUnits && amount < least) return `gives no fewer than ${least} at once`;
  if (rules.obeysUnits && amount > most) return `gives no more than ${most} at once`;
  if (rules.obeysUnits && amount % step !== 0) return `gives multiples of ${step} only`;
  const capacity = capacityOf(inventory, rules);
  return used + amount > capacity ? `has ${capacity} and ${used} of them are held` : undefined;
}
