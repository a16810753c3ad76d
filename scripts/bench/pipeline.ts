import { judgeCase } from '../../conformance/runner/judge-case.js';
import { planRun } from '../../conformance/runner/plan.js';
import { kubevirtKit } from '../../conformance/subjects/kubevirt.js';
import type { Case } from '../../sim/contracts/commands.js';
import { bareFastCheck } from './bare-fast-check.js';
import type { BenchGroup } from './bench-group.js';

/** Random cases measured; a prime, so that rounds do not settle into a short cycle. */
const sampleSize = 211;

/**
 * Label → run with every judge, over the random cases of the default gate, beside what fast-check alone can do: drawing and running
 * command sequences of the same lengths whose commands do nothing. A few cases fill a thousand key IDs and take most of the time, so
 * those that make at most sixteen guests have a row of their own.
 */
export function pipelineGroup(): BenchGroup {
  const kit = kubevirtKit;
  const plan = planRun({ seed: 1, runs: sampleSize, machines: ['rome', 'genoa', 'emerald-rapids'], kit, search: 1 });
  const first = 1 + plan.deterministic;
  const cases = Array.from({ length: sampleSize }, (_, index) => plan.at(first + index).case);
  const bench = { kit, subject: kit.subject([]) };
  const guests = (theCase: Case): number =>
    judgeCase(theCase, bench).evidence.trace.filter(({ event }) => event === 'admit').length;
  const small = cases.filter((theCase) => guests(theCase) <= 16);
  const commands = cases.reduce((sum, theCase) => sum + theCase.commands.length, 0) / cases.length;
  const [next, nextSmall, nextLength] = [inTurn(cases), inTurn(small), inTurn(cases)];
  let seed = 0;
  return {
    name: 'label → run, judged',
    ceiling: 'bare fast-check',
    unit: 'cases',
    within: { name: 'commands', perUnit: commands },
    tasks: {
      'random cases': () => void judgeCase(next(), bench),
      'random cases of at most 16 guests': () => void judgeCase(nextSmall(), bench),
      'bare fast-check': () => bareFastCheck(nextLength().commands.length, seed++),
    },
  };
}

function inTurn<Item>(items: readonly Item[]): () => Item {
  let next = 0;
  return () => items[next++ % items.length] as Item;
}
