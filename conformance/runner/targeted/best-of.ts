import type { Case } from '../../../sim/contracts/commands.js';
import type { Evidence } from '../../../sim/contracts/evidence.js';
import { type Score, scores } from './scores.js';

/** One random case in this many is searched for; the others are as they are drawn, so that no corner is given up. */
export const searchedEvery = 8;

/**
 * What a random case is searched by; undefined for one that is not searched.
 *
 * @param position of the case among the random ones, from 0: nothing else decides, so shards and workers search alike.
 */
export function scoreAt(position: number): Score | undefined {
  if (position % searchedEvery !== searchedEvery - 1) return undefined;
  return scores[Math.floor(position / searchedEvery) % scores.length];
}

/**
 * The seed whose case scores best, the first of equals. A case that fauxmetal itself cannot run beats all others: it has to be seen.
 *
 * @param run carries a case out without judging it.
 */
export function bestSeed(
  seeds: readonly number[],
  caseOf: (seed: number) => Case,
  { of }: Score,
  run: (theCase: Case) => Evidence,
): number {
  const scored = seeds.map((seed) => ({ seed, score: scoreOf(() => of(run(caseOf(seed)))) }));
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).seed;
}

function scoreOf(score: () => number): number {
  try {
    return score();
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
