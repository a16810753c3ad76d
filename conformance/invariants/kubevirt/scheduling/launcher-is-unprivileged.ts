/**
 * Checks: no container of the pod a guest is claimed for runs privileged or may gain privileges.
 * Does not check: capabilities, volumes and users of the pod; subjects that show no pod.
 * Source: KubeVirt v1.9 pkg/virt-controller/services/rendercontainer.go; before v0.49 the launcher of a SEV guest ran privileged
 * only to open /dev/sev
 */

import type { Json } from '../../../../sim/core/json.js';
import { listOf, member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/launcher-is-unprivileged`. */
export const launcherIsUnprivileged: Invariant = {
  requirement: 'kubevirt/scheduling/launcher-is-unprivileged',
  judge(evidence, say) {
    for (const { event } of look(evidence).placements) {
      const containers = listOf(member(event.claim.object, 'spec', 'containers'));
      if (containers.length === 0) continue;
      const privileged = containers.some(isPrivileged);
      say.check(!privileged, event, () => `the launcher of ${event.guest} (${event.protection}) is privileged`);
    }
  },
};

function isPrivileged(container: Json): boolean {
  const context = member(container, 'securityContext');
  return member(context, 'privileged') === true || member(context, 'allowPrivilegeEscalation') === true;
}
