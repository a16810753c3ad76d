import { describe, expect, it } from 'vitest';
import type { Case } from '../../sim/contracts/commands.js';
import { benchWith } from '../runner/bench.js';
import { breaksRequirement } from '../runner/counterexample.js';
import { faults } from '../runner/enumerate/faults.js';
import type { Bench } from '../runner/judge-case.js';
import { planRun } from '../runner/plan.js';
import { planMachine } from '../runner/plan-machine.js';
import { replay } from '../runner/replay.js';
import { shrinkCase } from '../runner/shrink/shrink-case.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import { mutantsOf } from '../zoo/mutants.js';

/**
 * Promise: one wrong rule about key IDs, in the host or in the stack, is found out by the cases with faults or by random ones, whatever
 * the seed, and what is left of them after shrinking is one host and hardly more than the two commands it takes to see it. The small
 * case alone is enough to see it again.
 */
const seeded = ['one-beyond-the-limit', 'admit-one-beyond-the-limit', 'leak-on-failed-start', 'uncharge-on-refusal'];
const seeds = [1, 2, 3];
const machines = ['genoa', 'emerald-rapids'];
const wantedOfEach = 2;

describe('a broken rule about key IDs is caught with a small counterexample', () => {
  it.each(seeded)('%s', (name) => {
    const requirement = mutantsOf(kubevirtKit).find(({ id }) => id === name)?.requirement ?? '';
    const bench = benchWith(kubevirtKit, [name]);
    const found = seeds.flatMap((seed) => counterexamples(seed, requirement, bench));
    expect(found).toHaveLength(seeds.length * wantedOfEach);
    for (const { hosts } of found) expect(hosts).toHaveLength(1);
    expect(median(found.map(({ commands }) => commands.length))).toBeLessThanOrEqual(2);
    for (const theCase of found) {
      const subject = { id: 'kubevirt/reference', stack: 'kubevirt', quirks: [name] };
      expect(replay({ subject, requirement, case: theCase }).verdict).toBe('failed');
      expect(replay({ subject, requirement, case: theCase }, []).verdict).toBe('fixed');
    }
  });
});

function counterexamples(seed: number, requirement: string, bench: Bench): readonly Case[] {
  const breaks = (theCase: Case): boolean => breaksRequirement(theCase, requirement, bench);
  const found: Case[] = [];
  for (const theCase of candidates(seed)) {
    if (breaks(theCase)) found.push(shrinkCase(theCase, breaks, { usual: kubevirtKit.config, machines }));
    if (found.length === wantedOfEach) break;
  }
  return found;
}

function* candidates(seed: number): Generator<Case> {
  const plan = planRun({ seed, runs: 100, machines, kit: kubevirtKit });
  for (let index = plan.length - plan.random; index < plan.length; index += 1) yield plan.at(index).case;
  yield* faults(machines.map(planMachine), kubevirtKit);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.POSITIVE_INFINITY;
}
