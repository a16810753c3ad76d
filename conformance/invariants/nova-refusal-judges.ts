import { encryptedRefusals } from '../model/nova-actions.js';
import type { Invariant } from './invariant.js';
import { novaDecision, novaRequests } from './nova-life-judges.js';

/** Judges that an encrypted server is refused something only it can be refused, in Nova's words, and that nothing comes of it. */
export function novaEncryptedRefused(requirement: string, wanted: 'suspend' | 'live-migrate'): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event, asked, answer, uuid, state, action } of novaRequests(evidence, wanted)) {
        if (!asked.encrypted || state === 'deleted' || (answer.httpCode === 409 && !answer.allowed)) continue;
        const told = !answer.allowed && encryptedRefusals(action, uuid).includes(answer.message ?? '');
        say.check(told && event.decision.next === 'nothing', event, () => `${event.guest} is encrypted; ${novaDecision(event)}`);
      }
    },
  };
}
