/**
 * Checks: the devices in the pod's requests and limits are those the guest claims, and no volume is a path of the host.
 * Does not check: whether it is privileged (launcher-is-unprivileged); subjects that show no pod.
 * Source: KubeVirt v1.9 pkg/virt-controller/services/{renderresources,rendervolumes}.go; before v0.49 the launcher of a SEV guest saw all
 * devices of its host
 */

import type { Json } from '../../../../sim/core/json.js';
import { isObject, listOf, member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/launcher-gets-only-its-devices`. */
export const launcherGetsOnlyItsDevices: Invariant = {
  requirement: 'kubevirt/scheduling/launcher-gets-only-its-devices',
  judge(evidence, say) {
    for (const { event } of look(evidence).placements) {
      const { resources, object } = event.claim;
      const spec = member(object, 'spec');
      const containers = listOf(member(spec, 'containers'));
      if (containers.length === 0) continue;
      const wrong = ['requests', 'limits'].find((list) => !areThese(devicesOf(containers, list), resources));
      const hostPath = listOf(member(spec, 'volumes')).some((volume) => member(volume, 'hostPath') !== undefined);
      const told = (devices: Readonly<Record<string, number>>): string => JSON.stringify(devices);
      say.check(wrong === undefined && !hostPath, event, () =>
        hostPath
          ? `the launcher of ${event.guest} sees a path of its host`
          : `the ${wrong} of ${event.guest}'s launcher are ${told(devicesOf(containers, wrong ?? ''))}, but it claims ${told(resources)}`,
      );
    }
  },
};

/** Devices of all containers together. Extended resources have a domain in their names; cpu, memory and the like have none. */
function devicesOf(containers: readonly Json[], list: string): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const container of containers) {
    const quantities = member(container, 'resources', list);
    if (!isObject(quantities)) continue;
    for (const name in quantities) if (name.includes('/')) sum[name] = (sum[name] ?? 0) + Number(quantities[name]);
  }
  return sum;
}

function areThese(found: Readonly<Record<string, number>>, claimed: Readonly<Record<string, number>>): boolean {
  for (const name in found) if (found[name] !== (claimed[name] ?? 0)) return false;
  for (const name in claimed) if (claimed[name] !== (found[name] ?? 0)) return false;
  return true;
}
