import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AsidPool, type AsidRange } from './asid-pool.js';

/** EPYC with 1006 ASIDs and the minimum SEV ASID at 100. */
const genoa: readonly AsidRange[] = [
  { id: 'sev', first: 100, last: 1006 },
  { id: 'sev-es', first: 1, last: 99 },
];

const tiny: readonly AsidRange[] = [
  { id: 'sev', first: 3, last: 4 },
  { id: 'sev-es', first: 1, last: 2 },
];

describe('an ASID range', () => {
  it.each([
    ['sev', 100, 1006],
    ['sev-es', 1, 99],
  ])('%s is handed out from %d to %d, lowest first, and no further', (range, first, last) => {
    const { pool, flushes } = poolOf(genoa);
    expect(takeMany(pool, range, last - first + 1)).toEqual(Array.from({ length: last - first + 1 }, (_, at) => first + at));
    expect(pool.take(range)).toEqual({ ok: false, reason: 'no-free-key' });
    expect(pool.usage(range)).toEqual({ free: 0, inUse: last - first + 1, pending: 0, leaked: 0 });
    expect(flushes()).toBe(0);
  });

  it('that is empty is told apart from a full one', () => {
    const { pool } = poolOf([
      { id: 'sev', first: 1, last: 15 },
      { id: 'sev-es', first: 1, last: 0 },
    ]);
    expect(pool.take('sev-es')).toEqual({ ok: false, reason: 'empty-range' });
    expect(pool.usage('sev-es')).toEqual({ free: 0, inUse: 0, pending: 0, leaked: 0 });
    expect(pool.take('sev')).toEqual({ ok: true, value: 1 });
  });

  it('that SEV-ES and SNP share is one range for both', () => {
    const { pool } = poolOf([{ id: 'sev-es+snp', first: 1, last: 2 }]);
    expect(takeMany(pool, 'sev-es+snp', 2)).toEqual([1, 2]);
    expect(pool.take('sev-es+snp').ok).toBe(false);
  });

  it('may be as wide as the 32-bit wrap of old kernels makes it', () => {
    const { pool } = poolOf([{ id: 'sev', first: 1, last: 2 ** 32 - 1 }]);
    expect(takeMany(pool, 'sev', 2)).toEqual([1, 2]);
    expect(pool.usage('sev').free).toBe(2 ** 32 - 3);
  });

  it('overlaps no other', () => {
    const overlapping = [...tiny, { id: 'snp', first: 2, last: 2 }];
    expect(() => poolOf(overlapping)).toThrow('ASID ranges sev-es and snp do not overlap');
  });
});

describe('a released ASID', () => {
  it('is pending, and not handed out again while another one is free', () => {
    const { pool, flushes } = poolOf(tiny);
    takeMany(pool, 'sev', 1);
    pool.release(3);
    expect(pool.usage('sev')).toEqual({ free: 1, inUse: 0, pending: 1, leaked: 0 });
    expect(takeMany(pool, 'sev', 1)).toEqual([4]);
    expect(flushes()).toBe(0);
  });

  it('is handed out again after a flush, which happens when none is free', () => {
    const { pool, flushes } = poolOf(tiny);
    takeMany(pool, 'sev', 2);
    pool.release(4);
    expect(takeMany(pool, 'sev', 1)).toEqual([4]);
    expect(flushes()).toBe(1);
  });

  it('of another range becomes free in the same flush', () => {
    const { pool, flushes } = poolOf(tiny);
    takeMany(pool, 'sev', 2);
    takeMany(pool, 'sev-es', 2);
    for (const asid of [1, 2, 3]) pool.release(asid);
    expect(takeMany(pool, 'sev', 1)).toEqual([3]);
    expect(pool.usage('sev-es')).toEqual({ free: 2, inUse: 0, pending: 0, leaked: 0 });
    expect(takeMany(pool, 'sev-es', 2)).toEqual([1, 2]);
    expect(flushes()).toBe(1);
  });

  it('of another range is no reason to flush', () => {
    const { pool, flushes } = poolOf(tiny);
    takeMany(pool, 'sev', 2);
    takeMany(pool, 'sev-es', 1);
    pool.release(1);
    expect(pool.take('sev')).toEqual({ ok: false, reason: 'no-free-key' });
    expect(flushes()).toBe(0);
    expect(pool.usage('sev-es').pending).toBe(1);
  });

  it('stays pending when the flush fails, and the next attempt flushes again', () => {
    let works = false;
    const { pool, flushes } = poolOf(tiny, () => works);
    takeMany(pool, 'sev', 2);
    pool.release(3);
    expect(pool.take('sev')).toEqual({ ok: false, reason: 'flush-failed' });
    expect(pool.usage('sev')).toEqual({ free: 0, inUse: 1, pending: 1, leaked: 0 });
    works = true;
    expect(pool.take('sev')).toEqual({ ok: true, value: 3 });
    expect(flushes()).toBe(2);
  });

  it('was in use before', () => {
    const { pool } = poolOf(tiny);
    takeMany(pool, 'sev', 2);
    pool.release(3);
    pool.leak(4);
    for (const asid of [-1, 0, 1, 3, 4, 5]) expect(() => pool.release(asid)).toThrow(`ASID ${asid} is in use`);
    for (const asid of [3, 4]) expect(() => pool.leak(asid)).toThrow(`ASID ${asid} is in use`);
  });
});

describe('a leaked ASID', () => {
  it('does not come back with a flush', () => {
    const { pool, flushes } = poolOf(tiny);
    takeMany(pool, 'sev', 2);
    pool.leak(3);
    expect(pool.take('sev')).toEqual({ ok: false, reason: 'no-free-key' });
    pool.release(4);
    expect([takeMany(pool, 'sev', 1), pool.take('sev').ok, flushes()]).toEqual([[4], false, 1]);
    expect(pool.usage('sev')).toEqual({ free: 0, inUse: 1, pending: 0, leaked: 1 });
  });
});

describe('ASIDs taken, released, leaked and flushed in any order', () => {
  it('are where a list of their states says they are', () => {
    const property = fc.property(commands, (sequence) => {
      fc.modelRun(() => begin(), sequence);
    });
    fc.assert(property, { numRuns: 500 });
  });
});

/** What a handful of lines says about ASIDs: the state of each, and the flush that works or not. */
interface Model {
  states: ('free' | 'in-use' | 'pending' | 'leaked')[];
  flushWorks: boolean;
  flushes: number;
}

interface Real {
  readonly pool: AsidPool;
  readonly flushes: () => number;
}

const modelled: readonly AsidRange[] = [
  { id: 'sev', first: 5, last: 7 },
  { id: 'sev-es', first: 3, last: 4 },
  { id: 'snp', first: 1, last: 2 },
  { id: 'none', first: 8, last: 7 },
];

function begin(): { model: Model; real: Real } {
  const model: Model = { states: Array.from({ length: 9 }, () => 'free'), flushWorks: true, flushes: 0 };
  return { model, real: poolOf(modelled, () => model.flushWorks) };
}

class Take implements fc.Command<Model, Real> {
  constructor(private readonly range: AsidRange) {}

  check(): boolean {
    return true;
  }

  run(model: Model, { pool, flushes }: Real): void {
    const ids = Array.from({ length: this.range.last - this.range.first + 1 }, (_, at) => this.range.first + at);
    const mustFlush = ids.every((id) => model.states[id] !== 'free') && ids.some((id) => model.states[id] === 'pending');
    if (mustFlush) model.flushes += 1;
    if (mustFlush && model.flushWorks) model.states = model.states.map((state) => (state === 'pending' ? 'free' : state));
    const lowest = ids.find((id) => model.states[id] === 'free');
    const because = ids.length === 0 ? 'empty-range' : mustFlush ? 'flush-failed' : 'no-free-key';
    expect(pool.take(this.range.id)).toEqual(lowest === undefined ? { ok: false, reason: because } : { ok: true, value: lowest });
    if (lowest !== undefined) model.states[lowest] = 'in-use';
    expect(flushes()).toBe(model.flushes);
    expectUsage(model, pool);
  }

  toString(): string {
    return `take(${this.range.id})`;
  }
}

class Give implements fc.Command<Model, Real> {
  constructor(
    private readonly back: 'release' | 'leak',
    private readonly which: number,
  ) {}

  check({ states }: Readonly<Model>): boolean {
    return states.includes('in-use');
  }

  run(model: Model, { pool }: Real): void {
    const inUse = model.states.flatMap((state, id) => (state === 'in-use' ? id : []));
    const asid = inUse[this.which % inUse.length] ?? -1;
    pool[this.back](asid);
    model.states[asid] = this.back === 'release' ? 'pending' : 'leaked';
    expectUsage(model, pool);
  }

  toString(): string {
    return `${this.back}(${this.which})`;
  }
}

class Firmware implements fc.Command<Model, Real> {
  constructor(private readonly flushWorks: boolean) {}

  check(): boolean {
    return true;
  }

  run(model: Model): void {
    model.flushWorks = this.flushWorks;
  }

  toString(): string {
    return `flush ${this.flushWorks ? 'works' : 'fails'} from here on`;
  }
}

const commands = fc.commands(
  [
    fc.constantFrom(...modelled).map((range) => new Take(range)),
    fc.constantFrom(...modelled).map((range) => new Take(range)),
    fc.nat(9).map((which) => new Give('release', which)),
    fc.tuple(fc.nat(9), fc.nat(9)).map(([which, luck]) => new Give(luck === 0 ? 'leak' : 'release', which)),
    fc.boolean().map((works) => new Firmware(works)),
  ],
  { maxCommands: 60, size: 'max' },
);

/** Conservation: every id of a range is in exactly one state. */
function expectUsage({ states }: Model, pool: AsidPool): void {
  for (const { id, first, last } of modelled) {
    const inRange = states.slice(first, last + 1);
    const count = (state: Model['states'][number]) => inRange.filter((candidate) => candidate === state).length;
    const usage = { free: count('free'), inUse: count('in-use'), pending: count('pending'), leaked: count('leaked') };
    expect(pool.usage(id)).toEqual(usage);
  }
}

function poolOf(ranges: readonly AsidRange[], works: () => boolean = () => true): Real {
  let flushes = 0;
  const pool = new AsidPool(ranges, () => {
    flushes += 1;
    return works();
  });
  return { pool, flushes: () => flushes };
}

function takeMany(pool: AsidPool, range: string, count: number): readonly number[] {
  return Array.from({ length: count }, () => {
    const taken = pool.take(range);
    if (!taken.ok) throw new Error(taken.reason);
    return taken.value;
  });
}
