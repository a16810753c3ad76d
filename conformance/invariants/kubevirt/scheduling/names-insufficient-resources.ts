/**
 * Checks: the reasons of such a host are "Insufficient <resource>" for each short one, "Insufficient memory" and "Too many
 * pods", and nothing else.
 * Does not check: hosts whose labels do not match; the order of reasons.
 * Source: Kubernetes pkg/scheduler/framework/plugins/noderesources/fit.go
 */

import { selectorMismatch } from '../../../model/placement.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/names-insufficient-resources`. */
export const namesInsufficientResources: Invariant = {
  requirement: 'kubevirt/scheduling/names-insufficient-resources',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const { decision } = event;
      if (decision.placed) continue;
      for (const { name, reasons } of hosts) {
        if (reasons.length === 0 || reasons[0] === selectorMismatch) continue;
        const said = decision.reasons[name] ?? [];
        const holds = said.length === reasons.length && reasons.every((reason) => said.includes(reason));
        say.check(holds, event, () => `${event.guest}: ${name} was refused for ${quoted(said)}, expected ${quoted(reasons)}`);
      }
    }
  },
};
