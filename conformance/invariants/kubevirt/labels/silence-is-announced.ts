/**
 * Checks: when an open node is closed because its agent is silent, an event says so in KubeVirt's words.
 * Does not check: nodes that were closed already.
 * Source: KubeVirt v1.9 pkg/virt-controller/watch/node/node.go (markNodeAsUnresponsive)
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/silence-is-announced`. */
export const silenceIsAnnounced: Invariant = {
  requirement: 'kubevirt/labels/silence-is-announced',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (event.happening !== 'agent-silent' || event.before['kubevirt.io/schedulable'] !== 'true') continue;
      const { events = [] } = event.decision;
      const told = events.some(({ reason, message }) => reason === 'NodeUnresponsive' && message === words);
      say.check(told, event, () => `${event.host} was closed without the event NodeUnresponsive "${words}"`);
    }
  },
};

const words = 'virt-handler is not responsive, marking node as unresponsive';
