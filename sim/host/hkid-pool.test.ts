import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HkidPool } from './hkid-pool.js';

describe('the HKIDs of a host', () => {
  it.each([
    [33, 31],
    [2, 62],
    [65, 63],
    [33, 0],
  ])('from %d on, %d of them, are handed out lowest first and then are used up', (first, size) => {
    const pool = new HkidPool(first, size);
    expect(Array.from({ length: size }, () => taken(pool))).toEqual(Array.from({ length: size }, (_, at) => first + at));
    expect(pool.take()).toEqual({ ok: false, reason: 'no-free-key' });
    expect(pool.usage()).toEqual({ free: 0, inUse: size, pending: 0, leaked: 0 });
  });

  it('are usable at once when they were released, without a flush of the pool', () => {
    const pool = new HkidPool(33, 2);
    taken(pool);
    taken(pool);
    pool.release(33);
    expect(pool.usage()).toEqual({ free: 1, inUse: 1, pending: 0, leaked: 0 });
    expect(taken(pool)).toBe(33);
  });

  it('are not usable before they were released', () => {
    const pool = new HkidPool(33, 1);
    taken(pool);
    expect([pool.take().ok, pool.take().ok]).toEqual([false, false]);
    pool.release(33);
    expect(taken(pool)).toBe(33);
  });

  it('are lost when they leak', () => {
    const pool = new HkidPool(33, 2);
    taken(pool);
    pool.leak(33);
    expect([taken(pool), pool.take().ok]).toEqual([34, false]);
    expect(pool.usage()).toEqual({ free: 0, inUse: 1, pending: 0, leaked: 1 });
  });

  it('are given back once, by whoever holds them', () => {
    const pool = new HkidPool(33, 4);
    taken(pool);
    taken(pool);
    pool.release(33);
    pool.leak(34);
    for (const hkid of [-1, 32, 33, 34, 35, 99]) {
      expect(() => pool.release(hkid)).toThrow(`HKID ${hkid} is in use`);
      expect(() => pool.leak(hkid)).toThrow(`HKID ${hkid} is in use`);
    }
  });

  it('taken, released and leaked in any order are where a list of their states says they are', () => {
    const property = fc.property(fc.nat(5), commands, (size, sequence) => {
      fc.modelRun(
        () => ({ model: Array.from({ length: size }, () => 'free' as States[number]), real: new HkidPool(33, size) }),
        sequence,
      );
    });
    fc.assert(property, { numRuns: 500 });
  });
});

/** State of each id, counted from 33. */
type States = ('free' | 'in-use' | 'leaked')[];

type Command = fc.Command<States, HkidPool>;

const take: Command = {
  check: () => true,
  run: (states, pool) => {
    const lowest = states.indexOf('free');
    expect(pool.take()).toEqual(lowest < 0 ? { ok: false, reason: 'no-free-key' } : { ok: true, value: 33 + lowest });
    if (lowest >= 0) states[lowest] = 'in-use';
    expectUsage(states, pool);
  },
  toString: () => 'take()',
};

const giveBack = (back: 'release' | 'leak', which: number): Command => ({
  check: (states) => states.includes('in-use'),
  run: (states, pool) => {
    const inUse = states.flatMap((state, at) => (state === 'in-use' ? at : []));
    const at = inUse[which % inUse.length] ?? 0;
    pool[back](33 + at);
    states[at] = back === 'release' ? 'free' : 'leaked';
    expectUsage(states, pool);
  },
  toString: () => `${back}(${which})`,
});

const commands = fc.commands(
  [
    fc.constant(take),
    fc.nat(9).map((which) => giveBack('release', which)),
    fc.tuple(fc.nat(9), fc.nat(4)).map(([which, luck]) => giveBack(luck === 0 ? 'leak' : 'release', which)),
  ],
  { maxCommands: 60, size: 'max' },
);

/** Conservation: every id is in exactly one state, and never pending. */
function expectUsage(states: States, pool: HkidPool): void {
  const count = (state: States[number]) => states.filter((candidate) => candidate === state).length;
  expect(pool.usage()).toEqual({ free: count('free'), inUse: count('in-use'), pending: 0, leaked: count('leaked') });
}

function taken(pool: HkidPool): number {
  const hkid = pool.take();
  if (!hkid.ok) throw new Error(hkid.reason);
  return hkid.value;
}
