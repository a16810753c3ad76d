import type { Evidence } from '../../sim/contracts/evidence.js';
import { invariantsOf } from './index.js';
import type { Invariant, Say } from './invariant.js';

/** What all judges of a case said. */
export interface Judgement {
  /** Times each requirement was really checked, by id; every judged requirement is listed, with 0 when the case had nothing to check. */
  readonly checks: Readonly<Record<string, number>>;
  /** At most one finding for each requirement, in catalogue order. */
  readonly findings: readonly Finding[];
}

/** One broken requirement of one case. */
export interface Finding {
  readonly requirement: string;
  /** What was expected and what was found, in one sentence. */
  readonly message: string;
  /** Index of the command at which it showed first, −1 before the first command. */
  readonly step: number;
}

/** Judges a case by everything its stack is held to. */
export function judgeAll(evidence: Evidence, stack: string): Judgement {
  return judgeBy(evidence, invariantsOf(stack));
}

/** Judges a case by the given invariants only. */
export function judgeBy(evidence: Evidence, invariants: readonly Invariant[]): Judgement {
  const checks: Record<string, number> = {};
  const findings: Finding[] = [];
  const tally = new Tally();
  for (const { requirement, judge } of invariants) {
    tally.reset();
    judge(evidence, tally);
    checks[requirement] = tally.checks;
    if (tally.message !== undefined) findings.push({ requirement, message: tally.message, step: tally.step });
  }
  return { checks, findings };
}

/** Counts the checks of one judge and keeps its first finding. */
class Tally implements Say {
  checks = 0;
  message: string | undefined;
  step = -1;

  reset(): void {
    this.checks = 0;
    this.message = undefined;
    this.step = -1;
  }

  check(holds: boolean, event: { readonly step: number }, message: () => string): void {
    this.checks += 1;
    if (holds || this.message !== undefined) return;
    this.message = message();
    this.step = event.step;
  }
}
