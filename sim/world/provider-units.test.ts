import { expect, it } from 'vitest';
import type { Inventory } from '../contracts/subject.js';
import { unitsOf } from './provider-units.js';

const inventory = (changes: Partial<Inventory>): Inventory => {
  return { total: 10, reserved: 0, min_unit: 1, max_unit: 1, step_size: 1, allocation_ratio: 1, ...changes };
};

it('what is reserved cannot be allocated, and what may be promised more than once counts that often, rounded down', () => {
  const inventories = { CONTEXT: inventory({ reserved: 3 }), VCPU: inventory({ reserved: 1, allocation_ratio: 1.5 }) };
  expect(unitsOf([{ name: 'h0', traits: [], inventories, generation: 1 }])).toEqual({ 'h0:CONTEXT': 7, 'h0:VCPU': 13 });
});
