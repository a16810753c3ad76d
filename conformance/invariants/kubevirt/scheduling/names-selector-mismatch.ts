/**
 * Checks: the only reason of a host whose labels do not match is that it did not match the node affinity or selector.
 * Does not check: which label it was.
 * Source: Kubernetes pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go
 */

import { selectorMismatch } from '../../../model/placement.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/names-selector-mismatch`. */
export const namesSelectorMismatch: Invariant = {
  requirement: 'kubevirt/scheduling/names-selector-mismatch',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const { decision } = event;
      if (decision.placed) continue;
      for (const { name, reasons } of hosts) {
        if (reasons[0] !== selectorMismatch) continue;
        const said = decision.reasons[name] ?? [];
        const holds = said.length === 1 && said[0] === selectorMismatch;
        say.check(holds, event, () => `${event.guest}: ${name} was refused for ${quoted(said)}, expected ${quoted(reasons)}`);
      }
    }
  },
};
