import type { Case } from '../../../sim/contracts/commands.js';
import { invariantsOf } from '../../invariants/index.js';
import type { Invariant } from '../../invariants/invariant.js';
import { judgeBy } from '../../invariants/judge-all.js';
import { type Bench, evidenceOf } from '../judge-case.js';
import { type Change, changed, stateWords, subjectOf } from './change.js';
import { type Alternatives, singleChanges } from './single-changes.js';

/** A change, or two together, with which a case that fails does not fail any more. */
export interface Flip {
  /** One, or two where none does it alone. */
  readonly changes: readonly Change[];
  /** How the case stands: `min-sev-asid=100`. */
  readonly fails: string;
  /** How it stands after the change: `min-sev-asid=99`. */
  readonly passes: string;
  /** The requirement is still checked after the change, and holds; otherwise nothing is left to check it on. */
  readonly checked: boolean;
}

/** What a search for flips came to. */
export interface FlipSearch {
  /** The likeliest first: those that leave the requirement something to check, then the others; single changes, else pairs. */
  readonly flips: readonly Flip[];
  /** Cases that were run. */
  readonly tried: number;
}

/** Cases a search may run. */
const triesMax = 600;

/** Pairs are looked for until so many are found. */
const pairsMax = 3;

/**
 * Looks for the smallest changes of configuration that make a failing case pass: every single one first, and where none does, pairs of
 * them. Numbers are narrowed down to the boundary: `fails with min-sev-asid=100, passes with min-sev-asid=99`. Deterministic.
 *
 * @param theCase fails the requirement; a shrunk one gives clear answers.
 */
export function findFlips(theCase: Case, requirement: string, bench: Bench): FlipSearch {
  const search = new Search(theCase, requirement, bench);
  const all = [...singleChanges(theCase, bench.kit)];
  const single = all.flatMap((alternatives) => search.flipsAmong(alternatives));
  const flips = single.some(({ checked }) => checked) ? single : [...search.pairs(all), ...single];
  const inOrder = [...flips.filter(({ checked }) => checked), ...flips.filter(({ checked }) => !checked)];
  return { flips: inOrder, tried: search.tried };
}

type Outcome = 'fails' | 'passes' | 'unchecked' | 'impossible';

class Search {
  tried = 0;
  readonly #case: Case;
  readonly #requirement: string;
  readonly #bench: Bench;
  readonly #judges: readonly Invariant[];

  constructor(theCase: Case, requirement: string, bench: Bench) {
    this.#case = theCase;
    this.#requirement = requirement;
    this.#bench = bench;
    this.#judges = invariantsOf(bench.kit.stack).filter((judge) => judge.requirement === requirement);
  }

  /** The first of several values of one thing with which the case passes; of numbers the one nearest to a failing one. */
  flipsAmong({ changes, now, before }: Alternatives): readonly Flip[] {
    let unchecked: Flip | undefined;
    const failing: Change[] = [];
    for (const change of changes) {
      const outcome = this.#outcome([change]);
      if (outcome === 'fails') failing.push(change);
      if (outcome === 'unchecked') unchecked ??= this.#flip([change], [before], false);
      if (outcome !== 'passes') continue;
      const boundary = this.#boundary(change, now, failing);
      return [this.#flip([boundary.passing], [boundary.failing ?? before], true)];
    }
    return unchecked === undefined ? [] : [unchecked];
  }

  *pairs(all: readonly Alternatives[]): Generator<Flip> {
    const changes = all.flatMap((alternatives) =>
      alternatives.changes.map((change) => ({ change, before: alternatives.before })),
    );
    const possible = changes.filter(({ change }) => this.#outcome([change]) === 'fails');
    let found = 0;
    for (const [index, first] of possible.entries()) {
      for (const second of possible.slice(index + 1)) {
        if (this.tried >= triesMax || found >= pairsMax) return;
        if (subjectOf(first.change, this.#case) === subjectOf(second.change, this.#case)) continue;
        if (this.#outcome([first.change, second.change]) !== 'passes') continue;
        found += 1;
        yield this.#flip([first.change, second.change], [first.before, second.before], true);
      }
    }
  }

  /** Between the passing number and the nearest failing one, where one step makes the difference. */
  #boundary(
    passing: Change,
    now: number | undefined,
    failing: readonly Change[],
  ): { passing: Change; failing?: Change['value'] } {
    const numbers = [...(now === undefined ? [] : [now]), ...failing.map(({ value }) => value)].filter(
      (value) => typeof value === 'number',
    );
    if (passing.what !== 'setting' || typeof passing.value !== 'number' || numbers.length === 0) return { passing };
    const nearest = (to: number): number =>
      numbers.reduce((best, value) => (Math.abs(value - to) < Math.abs(best - to) ? value : best));
    let good = passing.value;
    let bad = nearest(good);
    while (Math.abs(good - bad) > 1) {
      const middle = Math.trunc((good + bad) / 2);
      if (this.#outcome([{ ...passing, value: middle }]) === 'passes') good = middle;
      else bad = middle;
    }
    const isFailing = bad === now || numbers.includes(bad) || this.#outcome([{ ...passing, value: bad }]) === 'fails';
    return { passing: { ...passing, value: good }, ...(isFailing && { failing: bad }) };
  }

  #outcome(changes: readonly Change[]): Outcome {
    this.tried += 1;
    const candidate = changes.reduce(changed, this.#case);
    try {
      const { checks, findings } = judgeBy(evidenceOf(candidate, this.#bench), this.#judges);
      if (findings.length > 0) return 'fails';
      return (checks[this.#requirement] ?? 0) > 0 ? 'passes' : 'unchecked';
    } catch {
      return 'impossible';
    }
  }

  #flip(changes: readonly Change[], before: readonly Change['value'][], checked: boolean): Flip {
    const words = (values: readonly Change['value'][]): string =>
      changes.map((change, index) => stateWords(change, values[index], this.#case)).join(' and ');
    return { changes, fails: words(before), passes: words(changes.map(({ value }) => value)), checked };
  }
}
