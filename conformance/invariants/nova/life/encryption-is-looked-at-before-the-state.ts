/**
 * Checks: in a state that would not do either, the text is that of the encryption.
 * Does not check: servers that are deleted.
 * Source: Nova nova/compute/api.py (reject_mem_enc_instances stands above check_instance_state)
 */

import { encryptedRefusals } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { isTimely, novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/encryption-is-looked-at-before-the-state`. */
export const novaLifeEncryptionIsLookedAtBeforeTheState: Invariant = {
  requirement: 'nova/life/encryption-is-looked-at-before-the-state',
  judge(evidence, say) {
    for (const requested of novaRequests(evidence, 'suspend', 'live-migrate')) {
      const { event, asked, action, answer, uuid, state } = requested;
      if (!asked.encrypted || state === 'deleted' || isTimely(requested)) continue;
      const told = encryptedRefusals(action, uuid).includes(answer.message ?? '');
      say.check(told, event, () => `${event.guest} is encrypted and ${state}; ${novaDecision(event)}`);
    }
  },
};
