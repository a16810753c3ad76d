/**
 * Checks: no plugin that starts announces more healthy devices for a moment than there turn out to be.
 * Does not check: plugins that run already.
 * Source: Kubernetes device plugin API v1beta1 (health of a device); KubeVirt v1.9 pkg/virt-handler/device-
 * manager/generic_device.go announces first and looks later, so that pods are admitted to devices that are not there
 */

import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/healthy-only-after-looking`. */
export const healthyOnlyAfterLooking: Invariant = {
  requirement: 'kubevirt/resources/healthy-only-after-looking',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (!agentActs(event)) continue;
      const { flash = {}, resources } = event.decision;
      const wrong = Object.keys(flash).find((resource) => (flash[resource] ?? 0) > (resources[resource] ?? 0));
      say.check(
        wrong === undefined,
        event,
        () => `${event.host} announces ${flash[wrong ?? '']} ${wrong} for a moment, and then ${resources[wrong ?? ''] ?? 0}`,
      );
    }
  },
};
