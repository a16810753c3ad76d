/**
 * Checks: HTTP 429 with the text that the evacuation is in progress; the guest is not stopped.
 * Does not check: the first eviction.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go (IsMarkedForEviction)
 */

import type { Invariant } from '../../invariant.js';
import { isFinal } from '../../life-judges.js';
import { inWords } from '../../request-judges.js';
import { happenings, quoted } from '../../views.js';

/** Judge of `kubevirt/life/repeated-eviction-is-denied`. */
export const repeatedEvictionIsDenied: Invariant = {
  requirement: 'kubevirt/life/repeated-eviction-is-denied',
  judge(evidence, say) {
    for (const { event, vmi, before } of happenings(evidence, 'eviction-asked')) {
      if (before?.evacuationNodeName === undefined || vmi === undefined || isFinal(before)) continue;
      const expected = `Evacuation in progress: Eviction triggered evacuation of VMI "${vmi.namespace}/${vmi.name}"`;
      const { answer, next } = event.decision;
      const holds = answer?.allowed === false && answer.httpCode === 429 && answer.message === expected && next === 'nothing';
      say.check(
        holds,
        event,
        () => `${event.guest}: expected 429 ${quoted(expected)}, found ${inWords(answer)} and next step ${next}`,
      );
    }
  },
};
