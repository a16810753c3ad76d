import type { SavedCase } from '../../conformance/runner/corpus.js';
import { judgeCase } from '../../conformance/runner/judge-case.js';
import type { StackKit } from '../../conformance/subjects/stack-kit.js';
import { isKilledBy } from '../../conformance/zoo/killing-cases.js';
import { type Mutant, mutantsOf, zooMachines } from '../../conformance/zoo/mutants.js';

/** A corpus stays small enough to be read and to be run first everywhere. */
const casesMax = 60;
const bytesMax = 300_000;

/**
 * What is wrong with the saved cases of a stack, a line each: a mutant that is no longer caught as the file says, a right subject that
 * is accused, a mutant without a case, positions with
 * gaps, machines the zoo does not run on, too much of it.
 *
 * @param files size of all files together, and how many of other stacks come before them.
 */
export function corpusFindings(
  saved: readonly SavedCase[],
  kit: StackKit,
  { bytes, first }: { readonly bytes: number; readonly first: number },
): readonly string[] {
  const mutants = mutantsOf(kit);
  return [
    ...saved.flatMap((each, index) => [
      ...wrongPosition(each, first + index),
      ...strangeMachines(each),
      ...wrongKills(each, mutants),
      ...accusations(each, kit),
    ]),
    ...mutants.flatMap((mutant) => withoutCase(mutant, saved)),
    ...(saved.length > casesMax ? [`: ${saved.length} cases are more than ${casesMax}`] : []),
    ...(bytes > bytesMax ? [`: ${bytes} bytes are more than ${bytesMax}`] : []),
  ];
}

function wrongPosition({ name }: SavedCase, index: number): readonly string[] {
  return Number.parseInt(name, 10) === index + 1 ? [] : [`${name}: it is case ${index + 1}, but is not named so`];
}

function strangeMachines({ name, case: { hosts } }: SavedCase): readonly string[] {
  const known: readonly string[] = zooMachines;
  return hosts.filter(({ machine }) => !known.includes(machine)).map(({ machine }) => `${name}: the zoo has no ${machine}`);
}

function wrongKills({ name, kills, case: theCase }: SavedCase, mutants: readonly Mutant[]): readonly string[] {
  return Object.entries(kills).flatMap(([id, requirement]) => {
    const mutant = mutants.find((each) => each.id === id);
    if (mutant === undefined) return [`${name}: there is no mutant ${id}`];
    if (mutant.requirement !== requirement) return [`${name}: ${id} is caught by ${mutant.requirement}, not by ${requirement}`];
    return isKilledBy(theCase, mutant) ? [] : [`${name}: ${requirement} does not catch ${id} in it any more`];
  });
}

function accusations({ name, case: theCase }: SavedCase, kit: StackKit): readonly string[] {
  const { findings } = judgeCase(theCase, { kit, subject: kit.subject([]) }).judgement;
  return findings.map(({ requirement, message }) => `${name}: the reference is accused by ${requirement}: ${message}`);
}

function withoutCase({ id, needs }: Mutant, saved: readonly SavedCase[]): readonly string[] {
  return needs !== undefined || saved.some(({ kills }) => kills[id] !== undefined) ? [] : [`: no saved case catches ${id}`];
}
