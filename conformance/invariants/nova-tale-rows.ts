import type { Evidence } from '../../sim/contracts/evidence.js';
import { judgeBy } from './judge-all.js';
import { judgeOf } from './judge-rows.js';

/** How a judge of servers is shown to work: evidence it must find right, and evidence it must object to. */
export interface TaleRow {
  readonly right: Evidence;
  readonly wrong: Evidence;
}

/** What the judge says: `checks` must not be 0, `finding` must be undefined and `objection` must not. */
export function toldTo(
  requirement: string,
  { right, wrong }: TaleRow,
): { readonly checks: number; readonly finding: string | undefined; readonly objection: string | undefined } {
  const { checks, findings } = judgeBy(right, [judgeOf(requirement)]);
  const objection = judgeBy(wrong, [judgeOf(requirement)]).findings[0]?.message;
  return { checks: checks[requirement] ?? 0, finding: findings[0]?.message, objection };
}
