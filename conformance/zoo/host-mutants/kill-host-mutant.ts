import type { Case } from '../../../sim/contracts/commands.js';
import { summaryOf } from '../../commands/summary.js';
import { type Bench, judgeCase } from '../../runner/judge-case.js';
import type { StackKit } from '../../subjects/stack-kit.js';
import { hostCases } from './cases.js';
import type { HostMutant } from './host-mutant.js';

/** Who is judged on the machines of a mutant: the reference stack, without any deviation of its own. */
export function hostMutantBench({ machine }: HostMutant, kit: StackKit): Bench {
  return { kit, subject: kit.subject([]), machine };
}

/** What became of a mutant, as of any other in the zoo. */
export interface HostKill {
  /** Cases run, the catching one included; undefined when none caught it. */
  readonly cases: number | undefined;
  /** The catching case in words. */
  readonly by: string | undefined;
  /** Other requirements that broke on the way. */
  readonly alsoBroken: readonly string[];
}

/** Runs cases in order on the machines of a mutant until its requirement catches it. */
export function killHostMutant(mutant: HostMutant, kit: StackKit, cases: Iterable<Case> = hostCases(kit)): HostKill {
  const bench = hostMutantBench(mutant, kit);
  const others = new Set<string>();
  let run = 0;
  for (const theCase of cases) {
    run += 1;
    const broken = judgeCase(theCase, bench).judgement.findings.map(({ requirement }) => requirement);
    for (const requirement of broken) others.add(requirement);
    if (others.delete(mutant.killedBy)) return { cases: run, by: summaryOf(theCase, kit.config), alsoBroken: [...others] };
  }
  return { cases: undefined, by: undefined, alsoBroken: [...others] };
}
