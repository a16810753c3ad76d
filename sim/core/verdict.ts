/**
 * What a run, a case or a requirement came to, from best to worst. Merging takes the worst, so a verdict can only get worse:
 *
 * | verdict | meaning |
 * |---|---|
 * | `pass` | it was exercised and held |
 * | `disabled` | switched off by configuration |
 * | `unsupported` | the subject does not claim it |
 * | `inconclusive` | not exercised, or ended before the required coverage |
 * | `fail` | an invariant was broken by the subject |
 * | `error` | fauxmetal itself broke: nothing is said about the subject |
 */
export const verdicts = ['pass', 'disabled', 'unsupported', 'inconclusive', 'fail', 'error'] as const;

/** One of {@link verdicts}. */
export type Verdict = (typeof verdicts)[number];

/** The worst of several; of none, `inconclusive`, because nothing ran. */
export function worstVerdict(list: Iterable<Verdict>): Verdict {
  let worst = -1;
  for (const verdict of list) worst = Math.max(worst, verdicts.indexOf(verdict));
  return verdicts[worst] ?? 'inconclusive';
}

/** Process exit code: 0 conformant, 1 an invariant failed, 3 inconclusive, 4 harness error. */
export function exitCodeOf(verdict: Verdict): 0 | 1 | 3 | 4 {
  switch (verdict) {
    case 'pass':
    case 'disabled':
    case 'unsupported':
      return 0;
    case 'inconclusive':
      return 3;
    case 'fail':
      return 1;
    case 'error':
      return 4;
  }
}
