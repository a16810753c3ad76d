import fc from 'fast-check';
import type { CaseRecord } from '../../reports/log.js';
import type { Case } from '../../sim/contracts/commands.js';
import { type Technology, technologies } from '../../sim/contracts/protection.js';
import { assertThat } from '../../sim/core/defect.js';
import { digestOf } from '../../sim/core/json.js';
import { streamSeed } from '../../sim/core/prng.js';
import { caseArbitrary } from '../arbitraries/case.js';
import { summaryOf } from '../commands/summary.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { canaryCase } from '../zoo/canary.js';
import { type SavedCase, savedCases } from './corpus.js';
import { enumerateCases, type NamedCase } from './enumerate/index.js';
import { type Claims, claimsOf } from './features.js';
import { evidenceOf } from './judge-case.js';
import { withoutUnknown } from './known-technologies.js';
import { type MarkCatalogue, markCatalogue } from './marks.js';
import { onMachines } from './on-machines.js';
import { planMachine } from './plan-machine.js';
import { bestSeed, scoreAt } from './targeted/best-of.js';

/** What to run. */
export interface PlanOptions {
  /** Master seed: any integer JavaScript holds exactly. */
  readonly seed: number;
  /** Number of random cases, on top of the deterministic phase. */
  readonly runs: number;
  /** Machine ids. */
  readonly machines: readonly string[];
  readonly kit: StackKit;
  /** Release of the stack that is judged, e.g. `kubevirt@1.5.1`: nothing is asked of it that it does not know of. */
  readonly release?: string;
  /**
   * From how many candidates every eighth random case is chosen, by a score that says how far it gets towards something that rarely
   * happens by itself. Default 4; 1 takes all cases as they are drawn.
   */
  readonly search?: number;
  /** Whether the saved cases run first, or what is left of them on these machines. Default true. */
  readonly corpus?: boolean;
  /** Saved cases of the user's own, which run right after those. */
  readonly saved?: readonly SavedCase[];
}

/** One case of a plan. */
export interface PlannedCase extends NamedCase {
  /** Position in the plan: 0 is the canary, then the deterministic phase, then the random one. */
  readonly index: number;
  readonly phase: CaseRecord['phase'];
}

/** All cases of a run, by index. Each is made when asked for and depends on nothing but the options and its index. */
export interface Plan {
  readonly options: PlanOptions;
  /** Situations the cases are expected to meet. */
  readonly marks: MarkCatalogue;
  /** What the cases are expected to exercise. */
  readonly claims: Claims;
  readonly deterministic: number;
  readonly random: number;
  /** Number of cases, the canary included. */
  readonly length: number;
  at(index: number): PlannedCase;
  /** fast-check's own smaller forms of a random case for which `breaks` holds; the case itself for other phases. */
  shrunkByGenerator(index: number, breaks: (candidate: Case) => boolean): Case;
}

/** Candidates a searched case is chosen from unless somebody says otherwise. */
export const searchDefault = 4;

/** Shrink steps fast-check may take before the domain shrinker takes over. */
const generatorShrinksMax = 200;

/**
 * Lays out a run. Same options, same cases, whatever part of them is asked for.
 *
 * @throws UsageError for an unknown machine or release.
 */
export function planRun(options: PlanOptions): Plan {
  const { runs, kit, release, corpus = true, saved: own = [] } = options;
  const judged = release === undefined ? undefined : kit.release(release);
  const known = judged?.technologies ?? technologies;
  const machines = options.machines.map(planMachine);
  const saved = corpusCases([...(corpus ? savedCases() : []), ...own], kit.stack, options.machines);
  const enumerated = [...knownCases(saved, known), ...knownCases(enumerateCases(machines, kit), known)];
  const arbitrary = caseArbitrary(machines, kit).map((theCase) => withoutUnknown(theCase, known) ?? { ...theCase, commands: [] });
  const firstRandom = 1 + enumerated.length;
  const seedAt = chosenSeeds(options, (seed) => firstValue(arbitrary, seed), firstRandom);
  const generated = (index: number): PlannedCase => {
    const theCase = firstValue(arbitrary, seedAt(index));
    return { index, phase: 'random', name: `random ${digestOf(theCase, 12)}`, case: theCase };
  };
  const at = (index: number): PlannedCase => {
    if (index === 0) return { index, phase: 'canary', name: 'canary', case: canaryCase(kit) };
    const named = enumerated[index - 1];
    return named === undefined ? generated(index) : { index, phase: 'deterministic', ...named };
  };
  const marks = markCatalogue(machines, kit, judged);
  return {
    options,
    marks,
    claims: claimsOf(machines, kit, marks, judged),
    deterministic: enumerated.length,
    random: runs,
    length: firstRandom + runs,
    at,
    shrunkByGenerator: (index, breaks) =>
      index < firstRandom ? at(index).case : shrunkValue(arbitrary, seedAt(index), breaks, at(index).case),
  };
}

/** The seed of each random case by its index: its own, or for a searched one that of its best candidate. */
function chosenSeeds(options: PlanOptions, caseOf: (seed: number) => Case, firstRandom: number): (index: number) => number {
  const { seed, kit, search = searchDefault } = options;
  const scoring = { kit, subject: kit.subject([]) };
  return (index) => {
    const position = index - firstRandom;
    const own = streamSeed(seed, `case/${position}`);
    const score = search > 1 ? scoreAt(position) : undefined;
    if (score === undefined) return own;
    const others = Array.from({ length: search - 1 }, (_, number) =>
      streamSeed(seed, `case/${position}/candidate/${number + 1}`),
    );
    return bestSeed([own, ...others], caseOf, score, (theCase) => evidenceOf(theCase, scoring));
  };
}

/** What is left of a stack's saved cases on these machines, those first that catch most. */
function corpusCases(saved: readonly SavedCase[], stack: string, machines: readonly string[]): readonly NamedCase[] {
  const ours = saved.filter((each) => each.case.stack === stack);
  return ours.flatMap(({ name, case: whole }) => {
    const theCase = onMachines(whole, machines);
    return theCase === undefined ? [] : [{ name: corpusName(name, theCase === whole), case: theCase }];
  });
}

/** A saved case keeps its name, so that it can be found, and says when it is not whole. */
function corpusName(name: string, whole: boolean): string {
  return whole ? `corpus: ${name}` : `corpus: part of ${name}`;
}

function knownCases(cases: readonly NamedCase[], known: readonly Technology[]): readonly NamedCase[] {
  if (known.length === technologies.length) return cases;
  return cases.flatMap((named) => {
    const theCase = withoutUnknown(named.case, known);
    if (theCase === undefined) return [];
    return [theCase === named.case ? named : { name: nameOfRest(named, theCase), case: theCase }];
  });
}

function nameOfRest({ name }: NamedCase, rest: Case): string {
  const [, saved] = /^corpus: (?:part of )?(.*)$/.exec(name) ?? [];
  return saved === undefined ? summaryOf(rest) : corpusName(saved, false);
}

/** The value a property sees in its first run with this seed. `fc.sample` would draw another one: it is not biased. */
function firstValue(arbitrary: fc.Arbitrary<Case>, seed: number): Case {
  let value: Case | undefined;
  fc.check(
    fc.property(arbitrary, (candidate) => {
      value = candidate;
    }),
    { seed: seed | 0, numRuns: 1 },
  );
  assertThat(value !== undefined, 'a property with one run sees one value');
  return value;
}

function shrunkValue(arbitrary: fc.Arbitrary<Case>, seed: number, breaks: (candidate: Case) => boolean, original: Case): Case {
  let tried = 0;
  let smallest = original;
  fc.check(
    fc.property(arbitrary, (candidate) => {
      tried += 1;
      if (tried > generatorShrinksMax || !breaks(candidate)) return true;
      smallest = candidate;
      return false;
    }),
    { seed: seed | 0, numRuns: 1 },
  );
  return smallest;
}
