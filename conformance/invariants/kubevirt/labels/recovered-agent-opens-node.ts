/**
 * Checks: a node that was closed because its agent was silent or ended is open again once the agent acts.
 * Does not check: hosts without /dev/kvm.
 * Source: KubeVirt v1.9 pkg/virt-handler/heartbeat/heartbeat.go (do)
 */

import { hasNode } from '../../../model/expected-node.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/labels/recovered-agent-opens-node`. */
export const recoveredAgentOpensNode: Invariant = {
  requirement: 'kubevirt/labels/recovered-agent-opens-node',
  judge(evidence, say) {
    for (const { event, previous } of look(evidence).labellings) {
      if (previous === undefined || !away.has(previous.event.happening) || away.has(event.happening)) continue;
      if (!hasNode(event.truth, '/dev/kvm')) continue;
      const value = event.decision.labels['kubevirt.io/schedulable'];
      say.check(
        value === 'true',
        event,
        () => `${event.host} is back, but kubevirt.io/schedulable=${quoted(value)}, expected "true"`,
      );
    }
  },
};

const away: ReadonlySet<string> = new Set(['agent-silent', 'agent-stopping']);
