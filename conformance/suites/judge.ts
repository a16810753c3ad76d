import type { Case } from '../../sim/contracts/commands.js';
import type { Subject } from '../../sim/contracts/subject.js';
import type { Judgement } from '../invariants/judge-all.js';
import { judgeCase } from '../runner/judge-case.js';
import { stackKit } from '../subjects/index.js';

/**
 * Runs one case with a subject, by default the reference of the case's stack, and judges it.
 *
 * @throws UsageError for a stack, machine or setting that does not exist.
 */
export function judge(theCase: Case, subject?: Subject): Judgement {
  const kit = stackKit(theCase.stack);
  return judgeCase(theCase, { kit, subject: subject ?? kit.subject([]) }).judgement;
}
