/**
 * Checks: node-labeller.kubevirt.io/obsolete-host-model is there when the host's own CPU model is obsolete, and only
 * then, and the labeller says so in an event.
 * Does not check: hosts whose model is not known; the wording of the list in the event.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (alertIfHostModelIsObsolete)
 */

import { labellerLooks } from '../../../model/expected-labelling.js';
import { obsoleteModels } from '../../../model/obsolete-models.js';
import type { Invariant } from '../../invariant.js';
import { remarkableLabels } from '../../remarkable-labels.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/obsolete-host-model-is-marked`. */
export const obsoleteHostModelIsMarked: Invariant = {
  requirement: 'kubevirt/labels/obsolete-host-model-is-marked',
  judge(evidence, say) {
    for (const { event, config } of look(evidence).labellings) {
      if (!labellerLooks(event)) continue;
      const { labels, events = [] } = event.decision;
      const model = hostModel(labels);
      if (model === undefined) continue;
      const obsolete = obsoleteModels(config).has(model);
      const marked = mark in remarkableLabels(labels);
      const told = events.some(
        ({ type, reason, message }) => type === 'Warning' && reason === 'HostModelIsObsolete' && message.includes(model),
      );
      const words = obsolete ? 'is obsolete' : 'is not obsolete';
      say.check(
        marked === obsolete && told === obsolete,
        event,
        () => `${event.host} has the model ${model}, which ${words}: marked ${marked}, told ${told}`,
      );
    }
  },
};

const mark = 'node-labeller.kubevirt.io/obsolete-host-model';
const family = 'host-model-cpu.node.kubevirt.io/';

function hostModel(labels: Readonly<Record<string, string>>): string | undefined {
  for (const key in labels) if (key.startsWith(family)) return key.slice(family.length);
  return undefined;
}
