/**
 * Checks: after a restart of the kubelet every device is offered again that was offered before and works still, as many as before.
 * Does not check: whether the right ones were offered before; what the configuration, or somebody at the host, has changed since the
 * agent looked last.
 * Source: Kubernetes device plugin API v1beta1 (a restarted kubelet removes all sockets, and plugins must register again);
 * kubevirt#18807
 */

import type { ExpectedResources } from '../../../model/expected-node.js';
import type { Labelling } from '../../../model/observations.js';
import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/kubelet-restart-registers-again`. */
export const kubeletRestartRegistersAgain: Invariant = {
  requirement: 'kubevirt/resources/kubelet-restart-registers-again',
  judge(evidence, say) {
    for (const { event, config, previous, expectedResources } of look(evidence).labellings) {
      if (event.happening !== 'kubelet-restarted' || previous === undefined || !agentActs(previous.event)) continue;
      if (config !== previous.config) continue;
      const { resources } = event.decision;
      const before = previous.event.decision.resources;
      const works = stillThere(expectedResources, previous);
      const lost = works.find((resource) => resources[resource] !== before[resource]) ?? '';
      say.check(
        lost === '',
        event,
        () => `the kubelet of ${event.host} began anew, and ${resources[lost] ?? 0} ${lost} registered, ${before[lost]} before`,
      );
    }
  },
};

/** Resources that were offered, of which the host has as many as then. */
function stillThere(expected: ExpectedResources, { event, expectedResources: then }: Labelling): readonly string[] {
  const offered = Object.keys(event.decision.resources);
  return offered.filter((resource) => expected[resource] !== 0 && expected[resource] === then[resource]);
}
