/**
 * Checks: on a node with the annotation node-labeller.kubevirt.io/skip-node, whatever its value, labelling changes
 * nothing but what comes with each heartbeat.
 * Does not check: devices, which the annotation says nothing about.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (skipNodeLabelling)
 */

import { skipAnnotation } from '../../../model/expected-labelling.js';
import type { Invariant } from '../../invariant.js';
import { firstDifference } from '../../remarkable-labels.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/skip-annotation-is-honoured`. */
export const skipAnnotationIsHonoured: Invariant = {
  requirement: 'kubevirt/labels/skip-annotation-is-honoured',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (!(skipAnnotation in (event.annotations ?? {}))) continue;
      const changed = firstDifference(event.before, event.decision.labels, ofHeartbeat);
      say.check(changed === undefined, event, () => `${event.host} is to be skipped, but labelling changed ${changed}`);
    }
  },
};

const ofHeartbeat: ReadonlySet<string> = new Set(['kubevirt.io/schedulable', 'kubevirt.io/cpumanager', 'cpumanager']);
