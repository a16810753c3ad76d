/**
 * Checks: where /dev/sev, misc.capacity or a quote generation service that must be there is not, ordinary devices are
 * offered and the node takes guests.
 * Does not check: hosts without /dev/kvm.
 * Source: VEP #80, "This should not impact existing VMs"; KubeVirt v1.9 pkg/virt-handler/heartbeat/heartbeat.go closes the node
 * for all guests
 */

import { attestationIsEnforced, gateIsOpen, sevGate } from '../../../model/cluster-config.js';
import { capacityIsVisible, hasNode } from '../../../model/expected-node.js';
import { keyResourceOf, ordinaryDevices } from '../../../model/kubevirt-names.js';
import type { Labelling } from '../../../model/observations.js';
import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/failed-plugin-leaves-ordinary-devices`. */
export const failedPluginLeavesOrdinaryDevices: Invariant = {
  requirement: 'kubevirt/resources/failed-plugin-leaves-ordinary-devices',
  judge(evidence, say) {
    for (const labelling of look(evidence).labellings) {
      const { event } = labelling;
      if (!agentActs(event) || !hasNode(event.truth, '/dev/kvm') || !somethingIsMissing(labelling)) continue;
      const { resources, labels } = event.decision;
      const missing = ordinaryDevices.find((device) => !((resources[device] ?? 0) > 0));
      const open = labels['kubevirt.io/schedulable'] === 'true';
      say.check(
        missing === undefined && open,
        event,
        () =>
          `${event.host} lacks something only confidential guests need, and ${missing === undefined ? 'is closed for all' : `offers no ${missing}`}`,
      );
    }
  },
};

function somethingIsMissing({ event, config, keyCounts, expectedResources }: Labelling): boolean {
  const noSev = gateIsOpen(config, sevGate) && !hasNode(event.truth, '/dev/sev');
  const noCapacity = event.spoiled?.includes('/sys/fs/cgroup/misc.capacity') === true || !capacityIsVisible(event.truth);
  const noQuotes = attestationIsEnforced(config) && keyCounts.tdx !== undefined && expectedResources[keyResourceOf.tdx] === 0;
  return noSev || noCapacity || noQuotes;
}
