import { type NovaStory, type NovaTwist, novaEvidenceOf } from './evidence-fixtures/nova-fleet.js';
import { judgeBy } from './judge-all.js';
import { judgeOf } from './judge-rows.js';

/** How a judge of Nova's hosts is shown to work: a story it must find right, and the twist that it must catch. */
export interface FleetRow {
  readonly story: NovaStory;
  readonly twist: NovaTwist;
  /** The story that is twisted, when it is not the same one. */
  readonly twisted?: NovaStory;
}

/** What the judge says of the story as it should be, and what of the twisted one: first no finding from at least one check, then one. */
export function shownToWork(requirement: string, { story, twist, twisted: other }: FleetRow): ShownToWork {
  const { checks, findings } = judgeBy(novaEvidenceOf(story), [judgeOf(requirement)]);
  const caught = judgeBy(novaEvidenceOf(other ?? story, twist), [judgeOf(requirement)]);
  return { checks: checks[requirement] ?? 0, falseAlarm: findings[0]?.message, caught: caught.findings[0]?.message };
}

/** Answer of {@link shownToWork}. */
interface ShownToWork {
  readonly checks: number;
  readonly falseAlarm: string | undefined;
  readonly caught: string | undefined;
}
