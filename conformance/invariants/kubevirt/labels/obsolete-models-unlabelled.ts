import { oncePerObject } from '../../../../sim/core/remembered.js';
/**
 * Checks: no obsolete CPU model has a cpu-model or cpu-model-migration label: those of the configuration or, without any,
 * those KubeVirt calls obsolete, with and without the version 1 in their names.
 * Does not check: whether any other model is labelled.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/util/util.go (DefaultObsoleteCPUModels); the versions since
 * kubevirt@4460da59f6
 */

import { labellerLooks } from '../../../model/expected-labelling.js';
import { obsoleteModels } from '../../../model/obsolete-models.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/obsolete-models-unlabelled`. */
export const obsoleteModelsUnlabelled: Invariant = {
  requirement: 'kubevirt/labels/obsolete-models-unlabelled',
  judge(evidence, say) {
    for (const { event, config } of look(evidence).labellings) {
      if (!labellerLooks(event)) continue;
      const wrong = labelsOf(obsoleteModels(config)).find((label) => label in event.decision.labels);
      say.check(wrong === undefined, event, () => `${event.host} carries ${wrong}, but that model is obsolete`);
    }
  },
};

const labelsOf = oncePerObject((models: ReadonlySet<string>): readonly string[] =>
  [...models].flatMap((model) => [`cpu-model.node.kubevirt.io/${model}`, `cpu-model-migration.node.kubevirt.io/${model}`]),
);
