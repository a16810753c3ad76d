import type { Subject } from '../../sim/contracts/subject.js';
import { judgeCase } from '../runner/judge-case.js';
import type { Plan } from '../runner/plan.js';

/** How many cases it took until the named requirement caught a subject, and which others had caught it on the way. */
export interface Kill {
  /** Cases run, the catching one included; undefined when the whole plan did not catch it. */
  readonly cases: number | undefined;
  /** Requirements that broke before or together with the named one, in the order they broke. */
  readonly alsoBroken: readonly string[];
}

/** Runs a plan's cases in order against a subject until the named requirement catches it. */
export function kill(subject: Subject, requirement: string, plan: Plan): Kill {
  const alsoBroken = new Set<string>();
  for (let index = 1; index < plan.length; index += 1) {
    const { judgement } = judgeCase(plan.at(index).case, { kit: plan.options.kit, subject });
    for (const finding of judgement.findings) alsoBroken.add(finding.requirement);
    if (alsoBroken.delete(requirement)) return { cases: index, alsoBroken: [...alsoBroken] };
  }
  return { cases: undefined, alsoBroken: [...alsoBroken] };
}
