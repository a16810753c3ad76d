import fc from 'fast-check';
import { judgeCase } from '../../conformance/runner/judge-case.js';
import { planRun } from '../../conformance/runner/plan.js';
import { kubevirtKit } from '../../conformance/subjects/kubevirt.js';
import type { Case } from '../../sim/contracts/commands.js';
import type { BenchGroup } from './bench-group.js';

/** Random cases measured; a prime, so that rounds do not settle into a short cycle. */
const sampleSize = 211;

/**
 * Label → run with every judge, over the random cases of the default gate, beside what fast-check alone can do: drawing and running
 * command sequences of the same lengths whose commands do nothing.
 */
export function pipelineGroup(): BenchGroup {
  const kit = kubevirtKit;
  const plan = planRun({ seed: 1, runs: sampleSize, machines: ['rome', 'genoa', 'emerald-rapids'], kit });
  const first = 1 + plan.deterministic;
  const cases = Array.from({ length: sampleSize }, (_, index) => plan.at(first + index).case);
  const bench = { kit, subject: kit.subject([]) };
  const commands = cases.reduce((sum, theCase) => sum + theCase.commands.length, 0);
  let next = 0;
  const nextCase = (): Case => cases[next++ % cases.length] as Case;
  return {
    name: 'label → run, judged',
    ceiling: 'bare fast-check',
    unit: 'cases',
    commandsPerUnit: commands / cases.length,
    tasks: {
      'fauxmetal, whole pipeline': () => void judgeCase(nextCase(), bench),
      'bare fast-check': () => emptyCommands(nextCase().commands.length),
    },
  };
}

interface Nothing {
  count: number;
}

class DoNothing implements fc.Command<Nothing, Nothing> {
  check(): boolean {
    return true;
  }
  run(model: Nothing): void {
    model.count += 1;
  }
}

/** One property run over a sequence of commands that do nothing: what the engine itself costs. */
function emptyCommands(length: number): void {
  fc.check(
    fc.property(fc.commands([fc.constant(new DoNothing())], { maxCommands: length, size: 'max' }), (sequence) => {
      fc.modelRun(() => ({ model: { count: 0 }, real: { count: 0 } }), sequence);
    }),
    { numRuns: 1, seed: length },
  );
}
