/**
 * Checks: with the same boot, the same configuration and its own earlier labels before it, the agent publishes the same
 * labels and resources.
 * Does not check: the first labelling; labellings for another reason than that it was time; another host or configuration;
 * what was damaged or repaired in between, be it the same file.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (no patch is sent when the label map is unchanged)
 */

import { skipAnnotation } from '../../../model/expected-labelling.js';
import type { Labelling } from '../../../model/observations.js';
import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/relabel-is-idempotent`. */
export const relabelIsIdempotent: Invariant = {
  requirement: 'kubevirt/labels/relabel-is-idempotent',
  judge(evidence, say) {
    for (const { event, config, previous, damages } of look(evidence).labellings) {
      if (event.happening !== 'interval' || previous === undefined || !agentActs(previous.event)) continue;
      if (previous.config !== config || previous.event.truth.key !== event.truth.key) continue;
      if (previous.damages !== damages || sightOf(previous.event) !== sightOf(event)) continue;
      if (differingKey(previous.event.decision.labels, event.before) !== undefined) continue;
      const label = differingKey(previous.event.decision.labels, event.decision.labels);
      const resource = differingKey(previous.event.decision.resources, event.decision.resources);
      say.check(
        (label ?? resource) === undefined,
        event,
        () => `labelling ${event.host} again without any change altered ${label ?? resource}`,
      );
    }
  },
};

/** What of the host and the node is otherwise than it was at boot. */
function sightOf({ spoiled, quoteService, annotations = {} }: Labelling['event']): string {
  return `${spoiled} ${quoteService} ${skipAnnotation in annotations}`;
}

type Values = Readonly<Record<string, string | number>>;

function differingKey(left: Values, right: Values): string | undefined {
  if (left === right) return undefined;
  for (const key in left) if (left[key] !== right[key]) return key;
  for (const key in right) if (!(key in left)) return key;
  return undefined;
}
