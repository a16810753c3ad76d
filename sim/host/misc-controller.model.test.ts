import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MiscController, type MiscGroupHandle } from './misc-controller.js';

describe('the misc controller, told what happened in any order', () => {
  it('shows what the history of charges and refusals adds up to', () => {
    const property = fc.property(fc.array(happening, { maxLength: 60, size: 'max' }), (happenings) => {
      const pair = new Pair();
      for (const what of happenings) pair.apply(what);
      expect(pair.shown()).toEqual(pair.expected());
    });
    fc.assert(property, { numRuns: 500 });
  });
});

type Happening =
  | { readonly do: 'charge'; readonly path: string }
  | { readonly do: 'make'; readonly path: string }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'limit'; readonly path: string; readonly max: number | 'max' }
  | { readonly do: 'capacity'; readonly capacity: number }
  | { readonly do: 'release'; readonly which: number };

const path = fc.constantFrom('/', '/a', '/a/b', '/a/b/c', '/d');

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('charge' as const), path }), weight: 6 },
  { arbitrary: fc.record({ do: fc.constant('make' as const), path }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('remove' as const), path }), weight: 1 },
  {
    arbitrary: fc.record({ do: fc.constant('limit' as const), path, max: fc.constantFrom(0, 1, 2, 3, 'max' as const) }),
    weight: 2,
  },
  { arbitrary: fc.record({ do: fc.constant('capacity' as const), capacity: fc.nat(5) }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('release' as const), which: fc.nat(9) }), weight: 3 },
);

/** One incarnation of a group; a path made again is another one. */
interface Incarnation {
  readonly path: string;
  max: number | 'max';
}

/** An attempt: the incarnations it was to be counted in from its own up, and how many of them let it pass. */
interface Attempt {
  readonly chain: readonly Incarnation[];
  readonly passed: number;
  held: boolean;
  /** Usage it saw at each level it passed, itself included. */
  readonly saw: readonly number[];
}

/** The controller, and beside it a history from which all counters are worked out afresh. */
class Pair {
  readonly #misc = new MiscController({ sev: 3 });
  readonly #living: Incarnation[] = [{ path: '/', max: 'max' }];
  readonly #attempts: Attempt[] = [];
  readonly #held: { readonly attempt: Attempt; readonly handle: MiscGroupHandle }[] = [];
  #capacity = 3;

  apply(what: Happening): void {
    if (what.do === 'charge') this.#charge(what.path);
    else if (what.do === 'make') this.#make(what.path);
    else if (what.do === 'remove') this.#remove(what.path);
    else if (what.do === 'limit') this.#limit(what.path, what.max);
    else if (what.do === 'capacity') this.#setCapacity(what.capacity);
    else this.#release(what.which);
  }

  shown(): unknown {
    return this.#misc.groups().map(({ path, resources }) => ({ path, ...resources.sev }));
  }

  expected(): unknown {
    return [...this.#living]
      .sort((one, other) => (one.path < other.path ? -1 : 1))
      .map((group) => {
        const refusals = this.#attempts.filter(({ chain, passed }) => chain.indexOf(group) >= passed);
        const own = refusals.filter(({ chain, passed }) => chain[passed] === group);
        const visible = refusals.filter(({ chain, passed }) => passed < chain.length && group.path !== '/');
        const saw = this.#attempts.flatMap(({ chain, saw }) => saw[chain.indexOf(group)] ?? []);
        return {
          path: group.path,
          max: group.max === 'max' ? 'max' : BigInt(group.max),
          current: BigInt(this.#usage(group)),
          peak: BigInt(Math.max(0, ...saw)),
          events: BigInt(visible.length),
          eventsLocal: BigInt(own.length),
        };
      });
  }

  #usage(group: Incarnation): number {
    return this.#attempts.filter(({ chain, held }) => held && chain.includes(group)).length;
  }

  #charge(path: string): void {
    const chain = this.#living
      .filter((group) => holds(group.path, path))
      .sort((one, other) => other.path.length - one.path.length);
    const charge = this.#misc.charge(path, 'sev');
    if (this.#capacity === 0) return expect(charge).toMatchObject({ ok: false, reason: { errno: 'EINVAL' } });
    const room = chain.map((group) => Math.min(group.max === 'max' ? Infinity : group.max, this.#capacity) - this.#usage(group));
    const full = room.findIndex((left) => left < 1);
    const passed = full < 0 ? chain.length : full;
    const saw = chain.slice(0, passed).map((group) => this.#usage(group) + 1);
    const attempt: Attempt = { chain, passed, saw, held: charge.ok };
    this.#attempts.push(attempt);
    if (charge.ok) this.#held.push({ attempt, handle: charge.value });
    expect(charge.ok ? undefined : charge.reason.limitedAt).toBe(chain[passed]?.path);
  }

  #make(path: string): void {
    if (this.#misc.makeGroup(path).ok) this.#living.push({ path, max: 'max' });
  }

  #remove(path: string): void {
    if (this.#misc.removeGroup(path).ok)
      this.#living.splice(
        this.#living.findIndex((group) => group.path === path),
        1,
      );
  }

  #limit(path: string, max: number | 'max'): void {
    const group = this.#living.find((candidate) => candidate.path === path);
    if (this.#misc.writeMax(path, `sev ${max}`).ok && group !== undefined) group.max = max;
  }

  #setCapacity(capacity: number): void {
    this.#misc.setCapacity('sev', capacity);
    this.#capacity = capacity;
  }

  #release(which: number): void {
    const [held] = this.#held.splice(which % this.#held.length, 1);
    if (held === undefined) return;
    held.attempt.held = false;
    this.#misc.uncharge(held.handle, 'sev');
  }
}

function holds(above: string, path: string): boolean {
  return above === '/' || path === above || path.startsWith(`${above}/`);
}
