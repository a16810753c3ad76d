/**
 * Checks: devices.kubevirt.io/sev, sev-asids and sev-esids without WorkloadEncryptionSEV, and tdx without
 * WorkloadEncryptionTDX, are absent or 0.
 * Does not check: admission with the gate closed (kubevirt/admission).
 * Source: KubeVirt v1.9 pkg/virt-handler/device-manager/device_controller.go; until v0.56 /dev/sev was handed out without the
 * gate
 */

import { gateIsOpen, sevGate, tdxGate } from '../../../model/cluster-config.js';
import { confidentialResources, keyResourceOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/closed-gate-offers-nothing`. */
export const closedGateOffersNothing: Invariant = {
  requirement: 'kubevirt/resources/closed-gate-offers-nothing',
  judge(evidence, say) {
    for (const { event, config } of look(evidence).labellings) {
      for (const resource of confidentialResources) {
        const gate = resource === keyResourceOf.tdx ? tdxGate : sevGate;
        if (gateIsOpen(config, gate)) continue;
        const offered = event.decision.resources[resource] ?? 0;
        say.check(offered === 0, event, () => `${event.host} offers ${offered} ${resource} although ${gate} is closed`);
      }
    }
  },
};
