import type { Case } from '../../sim/contracts/commands.js';
import { findingOf, judgeCase } from '../runner/judge-case.js';
import type { Plan } from '../runner/plan.js';
import type { Mutant } from './mutants.js';

/** How many cases it took until a mutant was caught by the requirement it names, and which others would have caught it. */
export interface Kill {
  /** Cases run, the catching one included; undefined when its own requirement caught it in no case of the plan. */
  readonly cases: number | undefined;
  /** Name of the catching case. */
  readonly by: string | undefined;
  /**
   * Other requirements that the catching case breaks. Where no case catches it, all that the first {@link otherJudgesCases} cases
   * break: a mutant that only they catch is caught by the wrong ones.
   */
  readonly alsoBroken: readonly string[];
}

/** How far the other judges are asked about a mutant its own requirement does not catch: past the saved cases, which show most. */
export const otherJudgesCases = 100;

/** Runs a plan's cases in order until the mutant's requirement catches it. No other judge is heard before that. */
export function kill(mutant: Mutant, plan: Plan): Kill {
  for (let index = 1; index < plan.length; index += 1) {
    const { case: theCase, name } = plan.at(index);
    if (findingOf(theCase, mutant.requirement, mutant.bench) === undefined) continue;
    const others = brokenBy(theCase, mutant).filter((requirement) => requirement !== mutant.requirement);
    return { cases: index, by: name, alsoBroken: others };
  }
  return { cases: undefined, by: undefined, alsoBroken: brokenByFirst(plan, mutant) };
}

function brokenByFirst(plan: Plan, mutant: Mutant): readonly string[] {
  const broken = new Set<string>();
  for (let index = 1; index < Math.min(plan.length, otherJudgesCases); index += 1) {
    for (const requirement of brokenBy(plan.at(index).case, mutant)) broken.add(requirement);
  }
  return [...broken];
}

function brokenBy(theCase: Case, { bench }: Mutant): readonly string[] {
  return judgeCase(theCase, bench).judgement.findings.map(({ requirement }) => requirement);
}
