/**
 * Checks: where attestation is enforced, TDX keys can be allocated while the socket of the quote generation service is
 * there, all of them, and only then.
 * Does not check: clusters that do not enforce it (optional-socket-is-always-healthy).
 * Source: VEP #107; KubeVirt v1.9 pkg/virt-handler/device-manager/socket_device.go (NewSocketDevicePlugin)
 */

import { attestationIsEnforced } from '../../../model/cluster-config.js';
import { keyResourceOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/required-socket-decides-health`. */
export const requiredSocketDecidesHealth: Invariant = {
  requirement: 'kubevirt/resources/required-socket-decides-health',
  judge(evidence, say) {
    for (const { event, config, keyCounts, expectedResources } of look(evidence).labellings) {
      if (!agentActs(event) || !attestationIsEnforced(config) || keyCounts.tdx === undefined) continue;
      const expected = expectedResources[keyResourceOf.tdx] ?? 0;
      const offered = event.decision.resources[keyResourceOf.tdx] ?? 0;
      const words = expected > 0 ? 'listens' : 'does not listen';
      say.check(
        offered === expected,
        event,
        () =>
          `the quote generation service of ${event.host} ${words}: expected ${expected} ${keyResourceOf.tdx}, found ${offered}`,
      );
    }
  },
};
