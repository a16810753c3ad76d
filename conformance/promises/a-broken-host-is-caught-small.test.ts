import { describe, expect, it } from 'vitest';
import type { Case } from '../../sim/contracts/commands.js';
import { faults } from '../runner/enumerate/faults.js';
import { findingOf } from '../runner/judge-case.js';
import { planRun } from '../runner/plan.js';
import { planMachine } from '../runner/plan-machine.js';
import { shrinkCase } from '../runner/shrink.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import { type HostMutant, hostMutants } from '../zoo/host-mutants/index.js';
import { hostMutantBench } from '../zoo/host-mutants/kill-host-mutant.js';

/**
 * Promise: a host with one wrong rule is found out by the cases with faults or by random ones, and what is left of them after shrinking is one host and hardly
 * more than the two commands it takes to see the fault.
 */
const seeded = ['one-beyond-the-limit', 'leak-on-failed-start', 'uncharge-on-refusal'];
const plan = planRun({ seed: 1, runs: 200, machines: ['genoa', 'emerald-rapids'], kit: kubevirtKit });

describe('a broken host is caught with a small counterexample', () => {
  it.each(hostMutants.filter(({ name }) => seeded.includes(name)).map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_, mutant) => {
      const found = counterexamples(mutant, 3);
      expect(found).toHaveLength(3);
      for (const { hosts } of found) expect(hosts).toHaveLength(1);
      expect(median(found.map(({ commands }) => commands.length))).toBeLessThanOrEqual(2);
    },
  );
});

function counterexamples(mutant: HostMutant, wanted: number): readonly Case[] {
  const bench = hostMutantBench(mutant, kubevirtKit);
  const breaks = (theCase: Case): boolean => findingOf(theCase, mutant.killedBy, bench) !== undefined;
  const found: Case[] = [];
  for (const theCase of candidates()) {
    if (breaks(theCase)) found.push(shrinkCase(theCase, breaks));
    if (found.length === wanted) break;
  }
  return found;
}

function* candidates(): Generator<Case> {
  for (let index = plan.length - plan.random; index < plan.length; index += 1) yield plan.at(index).case;
  yield* faults(plan.options.machines.map(planMachine), kubevirtKit);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.POSITIVE_INFINITY;
}
