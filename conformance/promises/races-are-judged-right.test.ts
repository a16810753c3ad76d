import { expect, it } from 'vitest';
import type { Case } from '../../sim/contracts/commands.js';
import { openStream } from '../../sim/core/prng.js';
import { judgeCase } from '../runner/judge-case.js';
import { planRun } from '../runner/plan.js';
import { kubevirtKit as kit } from '../subjects/kubevirt.js';

/**
 * Promise: whatever the order in which the parts of the cluster take their turns, and whatever faults strike meanwhile, the reference keeps
 * every promise, all that can run does in the end, and whatever waits is shown to have a reason.
 */
const plan = planRun({ seed: 11, runs: 120, machines: ['genoa', 'emerald-rapids'], kit });

it('the reference is accused in no interleaving of random cases', () => {
  for (let index = plan.length - plan.random; index < plan.length; index += 1) {
    const theCase = interleaved(plan.at(index).case, index);
    const { evidence, judgement } = judgeCase(theCase, { kit, subject: kit.subject([]) });
    expect(judgement.findings, JSON.stringify(theCase)).toEqual([]);
    expect(evidence.certificates).toBeDefined();
  }
});

it('a case with interleaving gives the same evidence each time', () => {
  const theCase = interleaved(plan.at(plan.length - 1).case, 1);
  const [once, again] = [0, 1].map(() => judgeCase(theCase, { kit, subject: kit.subject([]) }).evidence.trace);
  expect(again).toEqual(once);
});

function interleaved(theCase: Case, index: number): Case {
  const stream = openStream(index);
  return { ...theCase, interleaving: theCase.interleaving ?? Array.from({ length: stream.below(48) }, () => stream.below(6)) };
}
