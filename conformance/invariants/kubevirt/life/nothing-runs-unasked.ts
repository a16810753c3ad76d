/**
 * Checks: every running guest of the control plane is listed at the end, and listed as running.
 * Does not check: guests started behind its back.
 * Source: Kubernetes finalizers: an object stays until what it owns is gone
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/life/nothing-runs-unasked`. */
export const nothingRunsUnasked: Invariant = {
  requirement: 'kubevirt/life/nothing-runs-unasked',
  judge(evidence, say) {
    const listed = new Set(evidence.end.guests.filter(({ running }) => running).map(({ name }) => name));
    const { hosts, end } = look(evidence);
    for (const { name, pools } of hosts) {
      for (const [guest, { outside }] of pools.holders) {
        if (!outside) say.check(listed.has(guest), end, () => `${name} still runs ${guest}, which nobody can see any more`);
      }
    }
  },
};
