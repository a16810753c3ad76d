/**
 * Checks: labels somebody writes between the agent's look at the node and its write are still there after the write, or
 * the write was refused.
 * Does not check: labels the agent owns, which it may rewrite at once; edits that came earlier or later.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (patchNode: test before replace)
 */

import type { Invariant } from '../../invariant.js';
import { isOwnFamily, type Labels } from '../../remarkable-labels.js';

/** Judge of `kubevirt/labels/racing-edit-survives`. */
export const racingEditSurvives: Invariant = {
  requirement: 'kubevirt/labels/racing-edit-survives',
  judge(evidence, say) {
    const edits = new Map<string, Labels>();
    for (const event of evidence.trace) {
      if (event.event === 'edit') edits.set(event.host, event.labels);
      if (event.event !== 'label') continue;
      const unseen = edits.get(event.host);
      edits.delete(event.host);
      if (unseen === undefined) continue;
      const written = Object.keys({ ...unseen, ...event.before }).filter(
        (key) => unseen[key] !== event.before[key] && !isOwn(key),
      );
      if (written.length === 0) continue;
      const lost = event.conflict === true ? undefined : written.find((key) => event.decision.labels[key] !== unseen[key]);
      say.check(
        lost === undefined,
        event,
        () => `${event.host}: the label ${lost} was edited while the agent worked, and the edit got lost`,
      );
    }
  },
};

/** The agent may have the last word about these. */
function isOwn(key: string): boolean {
  return (
    isOwnFamily(key) ||
    /^(?:kubevirt\.io\/(?:sev|sev-es|sev-snp|tdx|s390-pv|schedulable|realtime|cpumanager)|cpumanager)$/.test(key)
  );
}
