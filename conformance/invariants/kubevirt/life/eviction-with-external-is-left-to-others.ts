/**
 * Checks: strategy External: HTTP 429 with the exact text, and the guest is not stopped.
 * Does not check: the mark in status.evacuationNodeName; ordinary guests.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go
 */

import type { Invariant } from '../../invariant.js';
import { happenings, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/eviction-with-external-is-left-to-others`. */
export const evictionWithExternalIsLeftToOthers: Invariant = {
  requirement: 'kubevirt/life/eviction-with-external-is-left-to-others',
  judge(evidence, say) {
    for (const { event, vmi, before } of happenings(evidence, 'eviction-asked')) {
      if (event.protection === 'none' || phaseOf(before) !== 'Running' || vmi?.evictionStrategy !== 'External') continue;
      const expected = `Eviction triggered evacuation of VMI "${vmi.namespace}/${vmi.name}"`;
      const { answer, next } = event.decision;
      const refused = answer?.allowed === false && answer.httpCode === 429 && answer.message?.endsWith(expected) === true;
      say.check(
        refused && next !== 'stop',
        event,
        () => `${event.guest}: expected 429 ${quoted(expected)}, found ${JSON.stringify(answer)} and next step ${next}`,
      );
    }
  },
};
