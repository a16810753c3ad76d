/**
 * Checks: phase and node stay, nothing is next, and the guest is neither started nor released within the command.
 * Does not check: guests that wait for a launch session (waits-for-session).
 * Source: KubeVirt user guide, updates: virt-handler can be replaced under running guests; KubeVirt v1.9 pkg/virt-handler/vm.go
 */

import type { Invariant } from '../../invariant.js';
import { keptRunning } from '../../life-judges.js';

/** Judge of `kubevirt/life/agent-restart-keeps-guests`. */
export const agentRestartKeepsGuests: Invariant = {
  requirement: 'kubevirt/life/agent-restart-keeps-guests',
  judge(evidence, say) {
    keptRunning(evidence, say, 'agent-back');
  },
};
