import { assertThat } from './defect.js';

/**
 * Named random streams. One master seed gives any number of independent 32-bit seeds by name, so adding a consumer never
 * shifts the numbers another consumer draws. 32 bits because fast-check silently truncates seeds to that width.
 *
 * @param master any integer that JavaScript holds exactly; all of its bits count.
 * @param name what the stream is for, e.g. `case/17`.
 * @returns an integer in [0, 2³²).
 */
export function streamSeed(master: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${master}\u0000${name}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return mixed(hash);
}

/** A small deterministic generator over integers: no floats decide a branch. */
export interface RandomStream {
  /** The next integer in [0, bound); 1 ≤ bound ≤ 2³². */
  below(bound: number): number;
  /** True in `numerator` of `denominator` draws. */
  chance(numerator: number, denominator: number): boolean;
  /** One element; the list must not be empty. */
  pick<Element>(list: readonly Element[]): Element;
}

/** Opens the stream that belongs to a seed (see {@link streamSeed}). Same seed, same numbers, on every platform. */
export function openStream(seed: number): RandomStream {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    return mixed(state);
  };
  const below = (bound: number): number => {
    assertThat(Number.isInteger(bound) && bound >= 1 && bound <= 2 ** 32, `a random number has a bound in 1…2³², not ${bound}`);
    return next() % bound;
  };
  return {
    below,
    chance: (numerator, denominator) => below(denominator) < numerator,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
  };
}

/** The 32-bit finaliser of MurmurHash3: every input bit changes about half of the output bits. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
