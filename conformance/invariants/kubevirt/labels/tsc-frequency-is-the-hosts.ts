/**
 * Checks: cpu-timer.node.kubevirt.io/tsc-frequency is the frequency of the host's time-stamp counter in hertz, and is
 * missing where the kernel knows none.
 * Does not check: whether it can be scaled.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (prepareLabels)
 */

import { labellerLooks } from '../../../model/expected-labelling.js';
import { documentsAreWhole } from '../../../model/expected-node.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/labels/tsc-frequency-is-the-hosts`. */
export const tscFrequencyIsTheHosts: Invariant = {
  requirement: 'kubevirt/labels/tsc-frequency-is-the-hosts',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (!labellerLooks(event) || !documentsAreWhole(event.spoiled)) continue;
      const { tscHz } = event.truth.cpu;
      const expected = tscHz === undefined ? undefined : String(tscHz);
      const value = event.decision.labels['cpu-timer.node.kubevirt.io/tsc-frequency'];
      say.check(
        value === expected,
        event,
        () => `${event.host} carries tsc-frequency ${quoted(value)}, expected ${quoted(expected)}`,
      );
    }
  },
};
