/**
 * Checks: where attestation is not enforced, all TDX keys can be allocated whatever is left of the quote generation
 * service, its directory included.
 * Does not check: hosts where the service listens.
 * Source: VEP #107, "always healthy"; KubeVirt v1.9 pkg/virt-handler/device-manager/socket_device.go
 * (NewOptionalSocketDevicePlugin)
 */

import { attestationIsEnforced, qgsSocketPath } from '../../../model/cluster-config.js';
import { hasNode } from '../../../model/expected-node.js';
import { keyResourceOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/optional-socket-is-always-healthy`. */
export const optionalSocketIsAlwaysHealthy: Invariant = {
  requirement: 'kubevirt/resources/optional-socket-is-always-healthy',
  judge(evidence, say) {
    for (const { event, config, keyCounts } of look(evidence).labellings) {
      const listens = event.quoteService === undefined && hasNode(event.truth, qgsSocketPath(config));
      if (!agentActs(event) || listens || attestationIsEnforced(config) || keyCounts.tdx === undefined) continue;
      const offered = event.decision.resources[keyResourceOf.tdx] ?? 0;
      say.check(
        offered === keyCounts.tdx,
        event,
        () =>
          `nobody asked for a quote generation service on ${event.host}, but it offers ${offered} ${keyResourceOf.tdx} without one, expected ${keyCounts.tdx}`,
      );
    }
  },
};
