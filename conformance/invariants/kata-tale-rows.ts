import { type KataStory, type KataTwist, kataEvidenceOf } from './evidence-fixtures/kata-tale.js';
import { judgeBy } from './judge-all.js';
import { judgeOf } from './judge-rows.js';

/** How a judge of Kata is shown to work: a story it must find right, and the twist that it must catch. */
export interface KataRow {
  readonly story: KataStory;
  readonly twist: KataTwist;
  /** The story that is twisted, when it is not the same one. */
  readonly twisted?: KataStory;
  /** What must be otherwise in the story for it to be right. */
  readonly right?: KataTwist;
}

/** What the judge says of the story as it should be, and what of the twisted one: first no finding from at least one check, then one. */
export function kataShownToWork(requirement: string, { story, twist, twisted: other, right = {} }: KataRow): KataShownToWork {
  const { checks, findings } = judgeBy(kataEvidenceOf(story, right), [judgeOf(requirement)]);
  const caught = judgeBy(kataEvidenceOf(other ?? story, twist), [judgeOf(requirement)]);
  return { checks: checks[requirement] ?? 0, falseAlarm: findings[0]?.message, caught: caught.findings[0]?.message };
}

/** Answer of {@link kataShownToWork}. */
export interface KataShownToWork {
  readonly checks: number;
  readonly falseAlarm: string | undefined;
  readonly caught: string | undefined;
}
