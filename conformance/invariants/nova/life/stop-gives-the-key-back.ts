/**
 * Checks: a stop or shelve of an encrypted server that ran is followed by the release of its key ID.
 * Does not check: ordinary servers, which have none.
 * Source: Linux arch/x86/kvm/svm/sev.c (sev_vm_destroy); derived: an ASID is held by a domain, not by an allocation
 */

import type { Invariant } from '../../invariant.js';
import { firstOf, novaDecision, novaGranted, novaSequel } from '../../nova-life-judges.js';
import { mayBeOvertaken } from '../../views.js';

/** Judge of `nova/life/stop-gives-the-key-back`. */
export const novaLifeStopGivesTheKeyBack: Invariant = {
  requirement: 'nova/life/stop-gives-the-key-back',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'stop', 'shelve')) {
      const { event, asked, runs } = requested;
      if (!asked.encrypted || !runs) continue;
      const released = firstOf(novaSequel(evidence, requested), 'release') !== undefined;
      if (!released && mayBeOvertaken(evidence)) continue;
      say.check(
        released,
        event,
        () => `${event.guest} ran and was switched off, but its key ID was not given back; ${novaDecision(event)}`,
      );
    }
  },
};
