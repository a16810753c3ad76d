import { expect, it } from 'vitest';
import type { Case } from '../../../sim/contracts/commands.js';
import { requirements } from '../../requirements/index.js';
import { faultWindows } from '../../runner/enumerate/fault-windows.js';
import { races } from '../../runner/enumerate/races.js';
import { judgeCase } from '../../runner/judge-case.js';
import { planMachine } from '../../runner/plan-machine.js';
import { kubevirtKit as kit } from '../../subjects/kubevirt.js';
import { isKilledBy } from '../killing-cases.js';
import { mutantsOf } from '../mutants.js';

const mutants = mutantsOf(kit).filter(({ of }) => of === 'cluster');
const cases = [...races([planMachine('genoa')], kit), ...faultWindows([planMachine('genoa')], kit)];

it.each(mutants.map((mutant) => [mutant.id, mutant] as const))(
  '%s is caught by its own requirement, and only in a race',
  (_, mutant) => {
    expect(requirements.map(({ id }) => id)).toContain(mutant.requirement);
    const killer = cases.find((theCase) => isKilledBy(theCase, mutant));
    expect(killer).toBeDefined();
    expect(isKilledBy(oneAfterAnother(killer as Case), mutant)).toBe(
      mutant.id === 'false-certificates' && killer?.faults !== undefined,
    );
  },
);

it('a right cluster is accused in none of the races', () => {
  for (const theCase of cases) {
    expect(judgeCase(theCase, { kit, subject: kit.subject([]) }).judgement.findings).toEqual([]);
  }
});

it('there are at least six, each named once, in a sentence', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(6);
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
  for (const { sentence, id } of mutants) expect(sentence, id).toMatch(/^[\w/].*\.$/);
});

/** The same commands and faults, one thing after another. */
function oneAfterAnother({ interleaving: _, ...theCase }: Case): Case {
  return theCase;
}
