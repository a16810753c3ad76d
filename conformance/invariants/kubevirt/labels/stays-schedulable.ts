/**
 * Checks: kubevirt.io/schedulable is "true" on every labelled host that has /dev/kvm.
 * Does not check: hosts without /dev/kvm; agents that end or are silent.
 * Source: KubeVirt v1.9 pkg/virt-handler/heartbeat/heartbeat.go, where one failed device plugin makes the whole node
 * unschedulable
 */

import { hasNode } from '../../../model/expected-node.js';
import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/labels/stays-schedulable`. */
export const staysSchedulable: Invariant = {
  requirement: 'kubevirt/labels/stays-schedulable',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (!agentActs(event) || !hasNode(event.truth, '/dev/kvm')) continue;
      const value = event.decision.labels['kubevirt.io/schedulable'];
      say.check(
        value === 'true',
        event,
        () => `${event.host} has /dev/kvm but kubevirt.io/schedulable=${quoted(value)}, expected "true"`,
      );
    }
  },
};
