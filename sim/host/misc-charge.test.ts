import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MiscGroupTruth } from '../contracts/truth.js';
import { type ChargeUnderWay, MiscController, type MiscGroupHandle } from './misc-controller.js';

describe('a charge taken step by step', () => {
  it('reads the capacity, then adds, passes and raises the peak at each level', () => {
    const charge = new MiscController({ sev: 1 }).beginCharge('/', 'sev');
    expect(stepsOf(charge)).toEqual(['saw-capacity', 'added', 'passed', 'raised-peak']);
    expect(charge.outcome?.ok).toBe(true);
    expect(charge.step()).toBeUndefined();
  });

  it('that is refused counts the refusal before it gives anything back', () => {
    const misc = limited({ '/': 2, '/a': 0 });
    const charge = misc.beginCharge('/a/x', 'sev');
    const steps = ['saw-capacity', 'added', 'passed', 'raised-peak', 'added', 'counted-refusal', 'counted-refusal', 'gave-back'];
    expect(stepsOf(charge)).toEqual(steps);
    expect(charge.outcome).toEqual({ ok: false, reason: { errno: 'EBUSY', cause: 'cgroup-limit', limitedAt: '/a' } });
  });

  it('does nothing before its first step', () => {
    const misc = limited({ '/': 1 });
    const before = misc.groups();
    const charge = misc.beginCharge('/a/x', 'sev');
    expect([charge.outcome, misc.groups()]).toEqual([undefined, before]);
  });

  it('shows itself in the usage before it is decided, even above the limit', () => {
    const misc = limited({ '/': 2, '/a/x': 0 });
    const charge = misc.beginCharge('/a/x', 'sev');
    for (const step of ['saw-capacity', 'added']) expect(charge.step()).toBe(step);
    expect(currents(misc)['/a/x']).toBe(1n);
    stepsOf(charge);
    expect(currents(misc)['/a/x']).toBe(0n);
  });

  it('has the effects of a charge at once when nothing comes in between', () => {
    const property = fc.property(limits, fc.array(place, { maxLength: 12 }), (max, places) => {
      const [atOnce, stepped] = [limited(max), limited(max)];
      for (const path of places) {
        const charge = stepped.beginCharge(path, 'sev');
        stepsOf(charge);
        expect(withPath(charge.outcome)).toEqual(withPath(atOnce.charge(path, 'sev')));
      }
      expect(stepped.groups()).toEqual(atOnce.groups());
    });
    fc.assert(property);
  });
});

describe('charges that race', () => {
  it('may fail although everything would have fitted: one that fails higher up holds the last unit for a moment', () => {
    const misc = limited({ '/': 1, '/a': 1 });
    const holder = misc.charge('/b', 'sev');
    const first = misc.beginCharge('/a/x', 'sev');
    while (currents(misc)['/'] !== 2n) first.step();
    if (holder.ok) misc.uncharge(holder.value, 'sev');
    const second = misc.beginCharge('/a/y', 'sev');
    stepsOf(second);
    stepsOf(first);
    expect(second.outcome).toMatchObject({ ok: false, reason: { cause: 'cgroup-limit', limitedAt: '/a' } });
    expect(Object.values(currents(misc)).every((current) => current === 0n)).toBe(true);
    expect(misc.charge('/a/y', 'sev').ok).toBe(true);
  });

  it('may both fail for a unit that has just come free: one is refused already, but has not given back yet', () => {
    const misc = limited({ '/': 1 });
    const holder = misc.charge('/', 'sev');
    const [first, second] = [misc.beginCharge('/', 'sev'), misc.beginCharge('/', 'sev')];
    expect(stepsOf(first, 3)).toEqual(['saw-capacity', 'added', 'counted-refusal']);
    if (holder.ok) misc.uncharge(holder.value, 'sev');
    for (const charge of [second, first]) stepsOf(charge);
    expect([first, second].map(({ outcome }) => outcome?.ok)).toEqual([false, false]);
    expect(currents(misc)['/']).toBe(0n);
  });

  it('do not all fail when each would fit alone and none is given back', () => {
    const fitting = fc.record({ '/': fc.integer({ min: 1, max: 3 }), '/a': fc.integer({ min: 1, max: 2 }) });
    const property = fc.property(fitting, schedule, (max, turns) => {
      const race = new Race(limited(max));
      for (const turn of turns.filter((candidate) => candidate.do !== 'release')) race.take(turn);
      race.settle();
      expect(race.heldIn('/') > 0).toBe(turns.some((turn) => turn.do === 'begin'));
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('never hold more than a limit or the capacity, in any order of their steps', () => {
    const property = fc.property(limits, schedule, (max, turns) => {
      const race = new Race(limited(max));
      const beyond = turns.flatMap((turn) => {
        race.take(turn);
        return race.beyond(max);
      });
      expect(beyond).toEqual([]);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('leave nothing behind when all is given back, in any order of their steps', () => {
    const property = fc.property(limits, schedule, (max, turns) => {
      const race = new Race(limited(max));
      for (const turn of turns) race.take(turn);
      race.finish();
      expect(new Set(Object.values(currents(race.misc)))).toEqual(new Set([0n]));
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('count in the usage exactly what is held, once none is under way', () => {
    const property = fc.property(limits, schedule, (max, turns) => {
      const race = new Race(limited(max));
      for (const turn of turns) race.take(turn);
      race.settle();
      for (const [path, current] of Object.entries(currents(race.misc))) expect(Number(current)).toBe(race.heldIn(path));
    });
    fc.assert(property, { numRuns: 300 });
  });
});

/** Turn of a race: somebody begins a charge, takes a step of one under way, or gives one back. */
type Turn = { readonly do: 'begin'; readonly path: string } | { readonly do: 'step' | 'release'; readonly which: number };

/** Charges of `sev` under way and held. */
class Race {
  readonly #underWay: ChargeUnderWay[] = [];
  readonly #held: MiscGroupHandle[] = [];

  constructor(readonly misc: MiscController) {}

  take(turn: Turn): void {
    if (turn.do === 'begin') this.#underWay.push(this.misc.beginCharge(turn.path, 'sev'));
    else if (turn.do === 'step') this.#step(turn.which);
    else this.#release(turn.which);
  }

  settle(): void {
    while (this.#underWay.length > 0) this.#step(0);
  }

  finish(): void {
    this.settle();
    while (this.#held.length > 0) this.#release(0);
  }

  heldIn(path: string): number {
    return this.#held.filter((group) => contains(path, group.path)).length;
  }

  /** Groups in which more is held, or was ever let pass, than their limit and the capacity allow. */
  beyond(max: Limits): readonly string[] {
    return this.misc.groups().flatMap(({ path, resources }) => {
      const limit = Math.min(max[path] ?? Infinity, max['/']);
      return this.heldIn(path) > limit || resources.sev.peak > limit ? path : [];
    });
  }

  #step(which: number): void {
    const at = which % this.#underWay.length;
    const charge = this.#underWay[at];
    charge?.step();
    if (charge?.outcome === undefined) return;
    this.#underWay.splice(at, 1);
    if (charge.outcome.ok) this.#held.push(charge.outcome.value);
  }

  #release(which: number): void {
    const [handle] = this.#held.splice(which % this.#held.length, 1);
    if (handle !== undefined) this.misc.uncharge(handle, 'sev');
  }
}

/** The capacity of `sev` under `/`, and limits of `sev` by group; a group that is absent has none. */
type Limits = Readonly<Partial<Record<string, number>>> & { readonly '/': number };

const paths = ['/a', '/a/x', '/a/y', '/b'] as const;

const place = fc.constantFrom('/', ...paths);

const limits: fc.Arbitrary<Limits> = fc.record(
  { '/': fc.integer({ min: 1, max: 3 }), '/a': small(), '/a/x': small(), '/a/y': small(), '/b': small() },
  { requiredKeys: ['/'] },
);

const schedule = fc.array(
  fc.oneof(
    { arbitrary: fc.record({ do: fc.constant('begin' as const), path: place }), weight: 2 },
    { arbitrary: fc.record({ do: fc.constant('step' as const), which: fc.nat(9) }), weight: 8 },
    { arbitrary: fc.record({ do: fc.constant('release' as const), which: fc.nat(9) }), weight: 1 },
  ),
  { minLength: 20, maxLength: 80 },
);

function small(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 2 });
}

function limited({ '/': capacity, ...max }: Limits): MiscController {
  const misc = new MiscController({ sev: capacity });
  for (const path of paths) misc.makeGroup(path);
  for (const [path, limit] of Object.entries(max)) expect(misc.writeMax(path, `sev ${limit}`).ok).toBe(true);
  return misc;
}

function stepsOf(charge: ChargeUnderWay, atMost = Infinity): readonly string[] {
  const steps: string[] = [];
  while (steps.length < atMost) {
    const step = charge.step();
    if (step === undefined) break;
    steps.push(step);
  }
  return steps;
}

function contains(path: string, below: string): boolean {
  return path === '/' || below === path || below.startsWith(`${path}/`);
}

function currents(misc: MiscController): Readonly<Record<string, bigint>> {
  return Object.fromEntries(misc.groups().map(({ path, resources }: MiscGroupTruth) => [path, resources.sev.current]));
}

/** Two controllers never share a group object; its path tells what was charged. */
function withPath(outcome: ChargeUnderWay['outcome']): unknown {
  return outcome?.ok ? outcome.value.path : outcome?.reason;
}
