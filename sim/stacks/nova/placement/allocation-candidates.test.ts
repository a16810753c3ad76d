import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inventory, type ResourceProvider, unitOf } from '../../../contracts/subject.js';
import { canonicalJson } from '../../../core/json.js';
import { referenceChoices } from '../choices.js';
import type { RequestGroup } from '../translate/request-group.js';
import { allocationCandidates } from './allocation-candidates.js';

const few: Inventory = { total: 2, reserved: 0, min_unit: 1, max_unit: 2, step_size: 1, allocation_ratio: 1 };

function provider(name: string, traits: readonly string[], inventories: ResourceProvider['inventories']): ResourceProvider {
  return { name, ...(name !== 'h0' && { parent: 'h0' }), traits, inventories, generation: 1 };
}

const tree = [
  provider('h0', ['FAST'], { VCPU: { ...few, total: 8, max_unit: 8 } }),
  provider('h0_amd_sev', ['SEV'], { MEM_ENCRYPTION_CONTEXT: { ...few, max_unit: 1 } }),
  provider('h0_amd_sev_es', ['ES'], { MEM_ENCRYPTION_CONTEXT: { ...few, max_unit: 1 } }),
];

function group(changes: Partial<RequestGroup> = {}): RequestGroup {
  return { resources: { MEM_ENCRYPTION_CONTEXT: 1, VCPU: 1 }, required: [], forbidden: [], ...changes };
}

function waysOf(asked: RequestGroup, used: Readonly<Record<string, number>> = {}): readonly unknown[] {
  return allocationCandidates(tree, used, asked, referenceChoices).ways;
}

const ofSev = { 'h0_amd_sev:MEM_ENCRYPTION_CONTEXT': 1, 'h0:VCPU': 1 };
const ofEs = { 'h0_amd_sev_es:MEM_ENCRYPTION_CONTEXT': 1, 'h0:VCPU': 1 };

describe('candidates for one group', () => {
  it('come from any provider of the tree that has room', () => {
    expect(waysOf(group())).toEqual([ofSev, ofEs]);
    expect(waysOf(group(), { 'h0_amd_sev:MEM_ENCRYPTION_CONTEXT': 2 })).toEqual([ofEs]);
  });

  it('have all required traits together, and none that is forbidden', () => {
    expect(waysOf(group({ required: ['ES'] }))).toEqual([ofEs]);
    expect(waysOf(group({ required: ['ES', 'FAST'] }))).toEqual([ofEs]);
    expect(waysOf(group({ forbidden: ['SEV'] }))).toEqual([ofEs]);
    expect(waysOf(group({ required: ['SEV', 'ES'] }))).toEqual([]);
  });

  it('do not borrow from another model when the own pool is full', () => {
    const full = { 'h0_amd_sev:MEM_ENCRYPTION_CONTEXT': 2 };
    const { ways, reasons } = allocationCandidates(tree, full, group({ required: ['SEV'] }), referenceChoices);
    expect(ways).toEqual([]);
    expect(reasons).toEqual([
      'h0_amd_sev_es with h0 has not SEV',
      'h0_amd_sev has 2 and 2 of them are held (MEM_ENCRYPTION_CONTEXT)',
    ]);
  });

  it('leave providers that give nothing out of account', () => {
    expect(waysOf(group({ resources: { VCPU: 1 }, forbidden: ['SEV'] }))).toEqual([{ 'h0:VCPU': 1 }]);
    expect(waysOf(group({ resources: { VCPU: 1 }, required: ['SEV'] }))).toEqual([]);
  });

  it('let the trait of a host vouch for a pool of another model, which is why the host must not have one', () => {
    const [root, ...children] = tree;
    const polluted = [{ ...(root as ResourceProvider), traits: ['SEV'] }, ...children];
    const { ways } = allocationCandidates(
      polluted,
      { 'h0_amd_sev:MEM_ENCRYPTION_CONTEXT': 2 },
      group({ required: ['SEV'] }),
      referenceChoices,
    );
    expect(ways).toEqual([ofEs]);
  });

  it('obey units', () => {
    expect(waysOf(group({ resources: { MEM_ENCRYPTION_CONTEXT: 2 } }))).toEqual([]);
    expect(allocationCandidates([], {}, group(), referenceChoices).reasons).toEqual(['has reported no resource providers']);
    expect(allocationCandidates(tree, {}, group({ resources: { VGPU: 1 } }), referenceChoices).reasons).toEqual([
      'none of its providers has VGPU',
    ]);
  });
});

/** Every way to give each class to some provider, judged from the words of placement's documentation: the slow truth. */
function oracle(
  all: readonly ResourceProvider[],
  used: Readonly<Record<string, number>>,
  { resources, required, forbidden }: RequestGroup,
) {
  const classes = Object.entries(resources);
  const found: Record<string, number>[] = [];
  for (let code = 0; code < all.length ** classes.length; code += 1) {
    const giving = classes.map(([name, amount], index) => ({
      name,
      amount,
      from: all[Math.floor(code / all.length ** index) % all.length] as ResourceProvider,
    }));
    const hasRoom = giving.every(({ name, amount, from }) => {
      const own = from.inventories[name];
      if (own === undefined || amount < own.min_unit || amount > own.max_unit || amount % own.step_size > 0) return false;
      return (used[unitOf(from.name, name)] ?? 0) + amount <= Math.floor((own.total - own.reserved) * own.allocation_ratio);
    });
    const traits = giving.flatMap(({ from }) => from.traits);
    if (!hasRoom || !required.every((trait) => traits.includes(trait)) || forbidden.some((trait) => traits.includes(trait)))
      continue;
    found.push(Object.fromEntries(giving.map(({ name, amount, from }) => [unitOf(from.name, name), amount])));
  }
  return found;
}

describe('candidates of any tree', () => {
  const traits = fc.uniqueArray(fc.constantFrom('A', 'B', 'C'), { maxLength: 3 });
  const inventory = fc.record({
    total: fc.integer({ min: 1, max: 4 }),
    reserved: fc.integer({ min: 0, max: 1 }),
    min_unit: fc.integer({ min: 1, max: 2 }),
    max_unit: fc.integer({ min: 1, max: 3 }),
    step_size: fc.integer({ min: 1, max: 2 }),
    allocation_ratio: fc.constantFrom(1, 1.5, 2),
  });
  const inventories = fc.dictionary(fc.constantFrom('X', 'Y', 'Z'), inventory, { maxKeys: 3, noNullPrototype: true });
  const names = ['h0', 'h0_a', 'h0_b', 'h0_c'];
  const trees = fc
    .array(fc.record({ traits, inventories }), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map((part, index) => provider(names[index] as string, part.traits, part.inventories)));
  const used = fc.dictionary(
    fc.constantFrom(...names.flatMap((name) => ['X', 'Y', 'Z'].map((each) => unitOf(name, each)))),
    fc.integer({ min: 0, max: 4 }),
    { noNullPrototype: true },
  );
  const resources = fc.dictionary(fc.constantFrom('X', 'Y', 'Z'), fc.integer({ min: 1, max: 3 }), {
    minKeys: 1,
    noNullPrototype: true,
  });
  const groups = fc.record({ resources, required: traits, forbidden: traits });

  it('are those of the slow truth, with a reason where there are none', () => {
    fc.assert(
      fc.property(trees, used, groups, (all, held, asked) => {
        const { ways, reasons } = allocationCandidates(all, held, asked, referenceChoices);
        const expected = oracle(all, held, asked);
        expect(new Set(ways.map(canonicalJson))).toEqual(new Set(expected.map(canonicalJson)));
        expect(reasons.length > 0).toBe(expected.length === 0);
      }),
      { numRuns: 500 },
    );
  });
});
