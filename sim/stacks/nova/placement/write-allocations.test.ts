import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inventory, ResourceProvider } from '../../../contracts/subject.js';
import { type Allocations, heldTogether, writeAllocations } from './write-allocations.js';

const inventory: Inventory = { total: 2, reserved: 0, min_unit: 1, max_unit: 2, step_size: 1, allocation_ratio: 1 };
const providers: readonly ResourceProvider[] = [{ name: 'p', traits: [], inventories: { X: inventory }, generation: 5 }];
const one = { 'p:X': 1 };

describe('allocations', () => {
  it('are replaced whole, and given back', () => {
    const first = writeAllocations({}, [{ consumer: 'a', takes: { 'p:X': 2 } }], providers);
    expect(first).toEqual({ ok: true, value: { a: { 'p:X': 2 } } });
    const second = writeAllocations({ a: { 'p:X': 2 } }, [{ consumer: 'a', takes: one }], providers);
    expect(second).toEqual({ ok: true, value: { a: one } });
    expect(writeAllocations({ a: one }, [{ consumer: 'a', takes: {} }], providers)).toEqual({ ok: true, value: {} });
  });

  it('of one transaction are checked together', () => {
    const both = ['a', 'b'].map((consumer) => ({ consumer, takes: one }));
    expect(writeAllocations({}, both, providers).ok).toBe(true);
    expect(writeAllocations({ c: one }, both, providers)).toMatchObject({ ok: false, reason: { status: 409 } });
  });

  it('may be handed from one consumer to another in a full pool', () => {
    const move = [
      { consumer: 'a', takes: {} },
      { consumer: 'b', takes: { 'p:X': 2 } },
    ];
    expect(writeAllocations({ a: { 'p:X': 2 } }, move, providers)).toEqual({ ok: true, value: { b: { 'p:X': 2 } } });
  });

  it('are refused when a provider changed meanwhile, or has no such thing', () => {
    const stale = [{ consumer: 'a', takes: one, generations: { p: 4 } }];
    expect(writeAllocations({}, stale, providers)).toMatchObject({
      reason: { status: 409, code: 'placement.concurrent_update' },
    });
    expect(writeAllocations({}, [{ ...stale[0], consumer: 'a', takes: one, generations: { p: 5 } }], providers).ok).toBe(true);
    expect(writeAllocations({}, [{ consumer: 'a', takes: { 'q:X': 1 } }], providers)).toMatchObject({ reason: { status: 400 } });
  });

  it('never exceed what there is, in any order of writes', () => {
    const write = fc.record({ consumer: fc.constantFrom('a', 'b', 'c'), amount: fc.integer({ min: 0, max: 3 }) });
    fc.assert(
      fc.property(fc.array(fc.array(write, { maxLength: 3 })), (transactions) => {
        let held: Allocations = {};
        for (const writes of transactions) {
          const asked = writes.map(({ consumer, amount }) => ({ consumer, takes: amount === 0 ? {} : { 'p:X': amount } }));
          const unique = asked.filter(({ consumer }, at) => asked.findIndex((each) => each.consumer === consumer) === at);
          const after = writeAllocations(held, unique, providers);
          if (after.ok) held = after.value;
          expect(heldTogether(held)['p:X'] ?? 0).toBeLessThanOrEqual(2);
        }
      }),
    );
  });
});
