import type { Story, Twist } from './evidence-fixtures/story.js';
import { evidenceOf } from './evidence-fixtures.js';
import { invariants } from './index.js';
import type { Invariant } from './invariant.js';
import { judgeBy } from './judge-all.js';

/** How a judge is shown to work: a story it must find right, and the twist that it must catch. */
export interface JudgeRow {
  readonly story: Story;
  readonly twist: Twist;
  /** The story that is twisted, when it is not the same one. */
  readonly twisted?: Story;
}

/** The judge of a requirement. */
export function judgeOf(requirement: string): Invariant {
  const judge = invariants.find((candidate) => candidate.requirement === requirement);
  if (judge === undefined) throw new Error(`no judge of ${requirement}`);
  return judge;
}

/** What the judge says of the story as it should be: `checks` must not be 0 and `finding` must be undefined. */
export function honestly(
  requirement: string,
  { story }: JudgeRow,
): { readonly checks: number; readonly finding: string | undefined } {
  const { checks, findings } = judgeBy(evidenceOf(story), [judgeOf(requirement)]);
  return { checks: checks[requirement] ?? 0, finding: findings[0]?.message };
}

/** What the judge says of the twisted story: there must be a finding. */
export function twisted(requirement: string, { story, twist, twisted: other }: JudgeRow): string | undefined {
  return judgeBy(evidenceOf(other ?? story, twist), [judgeOf(requirement)]).findings[0]?.message;
}
