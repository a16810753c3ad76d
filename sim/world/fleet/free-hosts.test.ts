import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, HostToPlaceOn } from '../../contracts/subject.js';
import { candidatesMax, FreeHosts, kindOf } from './free-hosts.js';

const claimOf = (seats: number, selectors: Claim['selectors'] = {}): Claim => {
  return { selectors, resources: { seats }, memoryBytes: 10, overheadBytes: 0, object: {} };
};

class Seats {
  readonly name: string;
  view: HostToPlaceOn;

  constructor(name: string, seats: number) {
    this.name = name;
    const labels = { 'kubernetes.io/hostname': name, open: 'true' };
    this.view = { name, labels, resources: { seats }, used: {}, memoryBytes: 1000, memoryUsedBytes: 0, guests: 0 };
  }

  change(part: Partial<HostToPlaceOn>): void {
    this.view = { ...this.view, ...part };
  }
}

const freeOf = ({ resources, used }: HostToPlaceOn): number => (resources.seats ?? 0) - (used.seats ?? 0);

describe('the hosts with most room', () => {
  it('are the ones that looking at every host would find, after any changes', () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 6 })), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 6 }), { minLength: 10, maxLength: 10 }), changes, (seats, all) => {
        const nodes = seats.map((count, index) => new Seats(`h${index}`, count));
        const free = new FreeHosts(nodes);
        const claim = claimOf(2);
        for (const [index, used] of [...all, [0, 0] as const]) {
          const node = nodes[index] as Seats;
          node.change({ used: { seats: Math.min(used, seats[index] ?? 0) } });
          free.changed(node);
          const rooms = nodes.map(({ view }) => Math.floor(freeOf(view) / 2)).filter((room) => room > 0);
          const expected = rooms.sort((one, other) => other - one).slice(0, candidatesMax);
          expect(free.candidates(claim).map((view) => Math.floor(freeOf(view) / 2))).toEqual(expected);
        }
      }),
    );
  });

  it.each([
    ['closed', { cordoned: true as const }],
    ['of another kind', { labels: { open: 'false' } }],
    ['out of memory', { memoryUsedBytes: 995 }],
  ])('are not those that are %s', (_, part) => {
    const nodes = [new Seats('h0', 3), new Seats('h1', 5)];
    const free = new FreeHosts(nodes);
    const claim = claimOf(1, { open: 'true' });
    expect(free.candidates(claim).map(({ name }) => name)).toEqual(['h1', 'h0']);
    nodes[1]?.change(part);
    free.changed(nodes[1] as Seats);
    expect(free.candidates(claim).map(({ name }) => name)).toEqual(['h0']);
  });

  it('are found anew when a host gets other labels', () => {
    const nodes = [new Seats('h0', 3), new Seats('h1', 5)];
    const free = new FreeHosts(nodes);
    const claim = claimOf(1, { open: 'true' });
    for (const [open, names] of [
      ['true', ['h1', 'h0']],
      ['false', ['h0']],
      ['true', ['h1', 'h0']],
    ] as const) {
      nodes[1]?.change({ labels: { open } });
      free.changed(nodes[1] as Seats);
      expect(free.candidates(claim).map(({ name }) => name)).toEqual(names);
    }
  });

  it('are the one that is named, where there is room', () => {
    const nodes = [new Seats('h0', 1), new Seats('h1', 5)];
    const free = new FreeHosts(nodes);
    const named = (seats: number, name: string) => free.candidates(claimOf(seats, { 'kubernetes.io/hostname': name }));
    expect(named(1, 'h0').map(({ name }) => name)).toEqual(['h0']);
    expect(named(2, 'h0')).toEqual([]);
    expect(named(1, 'nobody')).toEqual([]);
    expect(free.everything()).toHaveLength(2);
  });
});

it('claims are of one kind when they ask for the same, and of another as soon as they share only a part', () => {
  const claim = claimOf(1, { open: 'true' });
  const alike = { ...claim, resources: { seats: 1 }, selectors: { open: 'true' }, overheadBytes: 5 };
  const others = [
    { ...claim, memoryBytes: 11 },
    { ...claim, selectors: { open: 'false' } },
    { ...claim, resources: { seats: 2 } },
  ];
  for (let time = 0; time < 2; time += 1) {
    expect(kindOf(alike)).toBe(kindOf(claim));
    expect(new Set([claim, ...others].map(kindOf)).size).toBe(4);
  }
});
