/**
 * Checks: labels that change are written with a JSON patch that tests /metadata/labels for what the agent read and then
 * replaces it with what it decided.
 * Does not check: runs that change nothing (no-patch-without-change); what becomes of the patch (racing-edit-survives).
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (patchNode)
 */

import type { Json } from '../../../../sim/core/json.js';
import type { Invariant } from '../../invariant.js';
import { firstDifference, type Labels } from '../../remarkable-labels.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/patch-is-guarded`. */
export const patchIsGuarded: Invariant = {
  requirement: 'kubevirt/labels/patch-is-guarded',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      const { labels, patch = [] } = event.decision;
      if (firstDifference(event.before, labels) === undefined) continue;
      const [test, replace] = patch.filter(({ path }) => path === '/metadata/labels');
      const guarded = test?.op === 'test' && isSame(test.value, event.before);
      say.check(
        guarded && replace?.op === 'replace' && isSame(replace.value, labels),
        event,
        () => `${event.host}: labels are changed by ${shape(patch)}, expected test and replace of /metadata/labels`,
      );
    }
  },
};

function isSame(value: Json | undefined, labels: Labels): boolean {
  return (
    value === labels || (typeof value === 'object' && value !== null && firstDifference(value as Labels, labels) === undefined)
  );
}

function shape(patch: readonly { readonly op?: Json | undefined; readonly path?: Json | undefined }[]): string {
  return patch.length === 0 ? 'no patch' : patch.map(({ op, path }) => `${op} ${path}`).join(', ');
}
