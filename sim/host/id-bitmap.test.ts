import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdBitmap } from './id-bitmap.js';

describe('a bitmap of ids', () => {
  it('finds the lowest gap across word ends', () => {
    const ids = new IdBitmap();
    for (let id = 0; id < 96; id += 1) ids.add(id);
    expect([ids.firstAbsent(0), ids.firstAbsent(95), ids.firstAbsent(200)]).toEqual([96, 96, 200]);
    for (const id of [31, 32, 63]) ids.remove(id);
    expect([ids.firstAbsent(0), ids.firstAbsent(32), ids.firstAbsent(33), ids.firstAbsent(64)]).toEqual([31, 32, 63, 96]);
  });

  it('agrees with a set', () => {
    const id = fc.nat(130);
    const operation = fc.record({ do: fc.constantFrom('add', 'remove'), id });
    const property = fc.property(fc.array(operation), fc.array(id), id, (operations, others, from) => {
      const [ids, set] = [new IdBitmap(), new Set<number>()];
      for (const { do: what, id: one } of operations) {
        if (what === 'add') set.add(one);
        else set.delete(one);
        if (what === 'add') ids.add(one);
        else ids.remove(one);
      }
      const more = new IdBitmap();
      for (const other of others) more.add(other);
      for (const other of others) set.delete(other);
      ids.removeAll(more);
      expect(members(ids, 131)).toEqual([...set].sort((one, other) => one - other));
      expect(set.has(ids.firstAbsent(from))).toBe(false);
      for (let below = from; below < ids.firstAbsent(from); below += 1) expect(set.has(below)).toBe(true);
      ids.clear();
      expect(members(ids, 131)).toEqual([]);
    });
    fc.assert(property);
  });
});

function members(ids: IdBitmap, end: number): readonly number[] {
  return Array.from({ length: end }, (_, id) => id).filter((id) => ids.has(id));
}
