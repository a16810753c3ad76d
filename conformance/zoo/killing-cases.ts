import type { Case } from '../../sim/contracts/commands.js';
import { findingOf, judgeCase } from '../runner/judge-case.js';
import { shrinkCase } from '../runner/shrink/shrink-case.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { joinCases, pinned } from './join-cases.js';
import type { Mutant } from './mutants.js';

/** A case and the mutants it is kept for. */
export interface KillingCase {
  readonly case: Case;
  readonly mutants: readonly Mutant[];
}

/** A joined case is still for people to read. */
const hostsMax = 4;
const commandsMax = 16;

/** Whether the mutant's own requirement catches it in this case. A case that cannot be run at all catches nothing. */
export function isKilledBy(theCase: Case, { requirement, bench }: Mutant): boolean {
  try {
    return findingOf(theCase, requirement, bench) !== undefined;
  } catch {
    return false;
  }
}

/** The smallest cases near given ones that catch these mutants. Mutants that none of them catches are left out. */
export function smallestKillers(mutants: readonly Mutant[], cases: readonly Case[]): readonly KillingCase[] {
  const found: { case: Case; mutants: Mutant[] }[] = [];
  for (const mutant of mutants) {
    const known = found.find(({ case: theCase }) => isKilledBy(theCase, mutant));
    const smallest = known === undefined ? smallestKiller(mutant, cases) : undefined;
    if (known !== undefined) known.mutants.push(mutant);
    else if (smallest !== undefined) found.push({ case: smallest, mutants: [mutant] });
  }
  return found;
}

function smallestKiller(mutant: Mutant, cases: readonly Case[]): Case | undefined {
  const killer = cases.find((theCase) => isKilledBy(theCase, mutant));
  return killer && shrinkCase(killer, (candidate) => isKilledBy(candidate, mutant), { usual: mutant.bench.kit.config });
}

/** Fewer and richer cases for the same mutants: each is joined to an earlier one where nothing is lost and the reference stays right. */
export function joined(cases: readonly KillingCase[], kit: StackKit): readonly KillingCase[] {
  const rich: KillingCase[] = [];
  for (const next of [...cases].sort((left, right) => right.mutants.length - left.mutants.length)) {
    const single = [{ ...next, case: pinned(next.case) }].find(holds(kit)) ?? next;
    const place = rich.findIndex((there, index) => {
      const both = joints(there, single).find(holds(kit));
      if (both !== undefined) rich[index] = both;
      return both !== undefined;
    });
    if (place === -1) rich.push(single);
  }
  return rich;
}

function joints(first: KillingCase, second: KillingCase): readonly KillingCase[] {
  return [true, false].flatMap((sharing) => {
    const both = joinCases(first.case, second.case, sharing);
    const tooLarge = both === undefined || both.hosts.length > hostsMax || both.commands.length > commandsMax;
    return tooLarge ? [] : [{ case: both, mutants: [...second.mutants, ...first.mutants] }];
  });
}

function holds(kit: StackKit): (candidate: KillingCase) => boolean {
  const reference = { kit, subject: kit.subject([]) };
  return ({ case: theCase, mutants }) =>
    mutants.every((mutant) => isKilledBy(theCase, mutant)) && judgeCase(theCase, reference).judgement.findings.length === 0;
}

/**
 * The cases in greedy order: each catches the most of the mutants that those before it let pass, and is kept for these. Cases that
 * catch nothing new are dropped.
 */
export function greedyOrder(cases: readonly Case[], mutants: readonly Mutant[]): readonly KillingCase[] {
  let rest = cases.map((theCase) => ({ case: theCase, mutants: mutants.filter((mutant) => isKilledBy(theCase, mutant)) }));
  const order: KillingCase[] = [];
  for (;;) {
    const best = rest.reduce<KillingCase | undefined>(
      (most, next) => (next.mutants.length > (most?.mutants.length ?? 0) ? next : most),
      undefined,
    );
    if (best === undefined) return order;
    order.push(best);
    rest = rest.map((each) => ({ ...each, mutants: each.mutants.filter((mutant) => !best.mutants.includes(mutant)) }));
  }
}
