/**
 * Checks: next step resume, no condition Paused, phase Running.
 * Does not check: what the guest did meanwhile.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/lifecycle.go (UnpauseVMIRequestHandler)
 */

import type { Invariant } from '../../invariant.js';
import { granted } from '../../request-judges.js';
import { conditionOf, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/unpause-lets-it-go-on`. */
export const unpauseLetsItGoOn: Invariant = {
  requirement: 'kubevirt/life/unpause-lets-it-go-on',
  judge(evidence, say) {
    for (const { event } of granted(evidence, 'unpause')) {
      const { status, next } = event.decision;
      const holds = next === 'resume' && conditionOf(status, 'Paused')?.status !== 'True' && phaseOf(status) === 'Running';
      say.check(holds, event, () => `${event.guest} was unpaused; next step ${next}, shown as ${quoted(status)}`);
    }
  },
};
