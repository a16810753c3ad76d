/**
 * Checks: every container runs as somebody else than root, drops all capabilities and adds no other than NET_BIND_SERVICE.
 * Does not check: SELinux and seccomp; subjects that show no pod.
 * Source: KubeVirt v1.9 pkg/virt-controller/services/rendercontainer.go; kubevirt@8d691b6f39
 */

import type { Json } from '../../../../sim/core/json.js';
import { listOf, member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/launcher-is-confined`. */
export const launcherIsConfined: Invariant = {
  requirement: 'kubevirt/scheduling/launcher-is-confined',
  judge(evidence, say) {
    for (const { event } of look(evidence).placements) {
      const containers = listOf(member(event.claim.object, 'spec', 'containers'));
      if (containers.length === 0) continue;
      const loose = containers.find((container) => !isConfined(container));
      say.check(
        loose === undefined,
        event,
        () =>
          `the launcher of ${event.guest} (${event.protection}) is not confined: ${JSON.stringify(member(loose, 'securityContext'))}`,
      );
    }
  },
};

function isConfined(container: Json): boolean {
  const context = member(container, 'securityContext');
  const added = listOf(member(context, 'capabilities', 'add'));
  return (
    member(context, 'runAsNonRoot') === true &&
    listOf(member(context, 'capabilities', 'drop')).includes('ALL') &&
    added.every((capability) => capability === 'NET_BIND_SERVICE')
  );
}
