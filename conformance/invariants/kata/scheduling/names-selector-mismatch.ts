/**
 * Checks: "node(s) didn't match Pod's node affinity/selector" for open nodes that are not selected.
 * Does not check: nodes that are closed.
 * Source: Kubernetes pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go
 */
import type { Invariant } from '../../invariant.js';
import { isSelected } from '../../kata-place-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/scheduling/names-selector-mismatch`. */
export const kataSchedulingNamesSelectorMismatch: Invariant = {
  requirement: 'kata/scheduling/names-selector-mismatch',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).placements) {
      const { decision, claim, hosts } = event;
      if (decision.placed) continue;
      for (const host of hosts) {
        if (host.cordoned === true || isSelected(claim, host)) continue;
        const told = decision.reasons[host.name] ?? [];
        say.check(told.includes(mismatch), event, () => `${host.name} is not selected, but says ${quoted([...told])}`);
      }
    }
  },
};

const mismatch = "node(s) didn't match Pod's node affinity/selector";
