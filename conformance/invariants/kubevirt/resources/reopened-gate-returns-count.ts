/**
 * Checks: a gate that is closed and opened again brings back as many devices as were there before.
 * Does not check: hosts that were rebooted in between; counts that another configuration changes.
 * Source: KubeVirt v1.9 pkg/virt-handler/device-manager/device_controller.go (refreshPermittedDevices)
 */

import { gateIsOpen, maxDevices, sevGate, tdxGate } from '../../../model/cluster-config.js';
import { confidentialResources, keyResourceOf } from '../../../model/kubevirt-names.js';
import type { Labelling } from '../../../model/observations.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/reopened-gate-returns-count`. */
export const reopenedGateReturnsCount: Invariant = {
  requirement: 'kubevirt/resources/reopened-gate-returns-count',
  judge(evidence, say) {
    const offered = new Map<string, number>();
    for (const labelling of look(evidence).labellings) {
      const { event, expectedResources } = labelling;
      for (const resource of confidentialResources) {
        const count = event.decision.resources[resource] ?? 0;
        const key = `${event.host} ${resource} ${event.truth.key} ${maxDevices(labelling.config)}`;
        const before = offered.get(key);
        if (before !== undefined && hasReopened(labelling, resource) && (expectedResources[resource] ?? 0) > 0) {
          say.check(
            count === before,
            event,
            () => `${event.host} offers ${count} ${resource} after its gate was opened again, and ${before} before`,
          );
        }
        if (count > 0) offered.set(key, count);
      }
    }
  },
};

function hasReopened({ config, previous }: Labelling, resource: string): boolean {
  const gate = resource === keyResourceOf.tdx ? tdxGate : sevGate;
  return previous !== undefined && gateIsOpen(config, gate) && !gateIsOpen(previous.config, gate);
}
