import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Roster } from './roster.js';

it('is to whoever uses it what a Map would be', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const steps = fc.array(fc.record({ act: fc.constantFrom('set', 'set', 'delete', 'clear'), name: names }), { maxLength: 40 });
  fc.assert(
    fc.property(steps, (acts) => {
      const roster = new Roster<{ readonly at: number }>();
      const map = new Map<string, { readonly at: number }>();
      for (const [at, { act, name }] of acts.entries()) {
        const item = { at };
        for (const one of [roster, map]) {
          if (act === 'set') one.set(name, item);
          else if (act === 'delete') one.delete(name);
          else one.clear();
        }
        expect(roster.all()).toEqual([...map.values()]);
        expect(roster.size).toBe(map.size);
        expect([roster.has(name), roster.get(name)]).toEqual([map.has(name), map.get(name)]);
      }
    }),
  );
});

it('gives a place that became free to the next, so that it does not grow with all that ever came', () => {
  const roster = new Roster<{ readonly at: number }>();
  for (let at = 0; at < 1000; at += 1) {
    roster.set(`g${at}`, { at });
    if (at >= 3) roster.delete(`g${at - 3}`);
  }
  expect(roster.all().map(({ at }) => at)).toEqual([997, 998, 999]);
});
