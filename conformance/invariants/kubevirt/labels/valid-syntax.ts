/**
 * Checks: key and value syntax of every label after labelling: optional DNS prefix, name and value of at most 63 characters.
 * Does not check: the number of labels; annotations.
 * Source: Kubernetes apimachinery pkg/util/validation; an agent that publishes one bad key loses all its labels, because the
 * patch is refused as a whole
 */

import type { Invariant } from '../../invariant.js';
import { isValidKey, isValidValue, remarkableLabels } from '../../remarkable-labels.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/labels/valid-syntax`. */
export const labelSyntaxIsValid: Invariant = {
  requirement: 'kubevirt/labels/valid-syntax',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      const labels = remarkableLabels(event.decision.labels);
      const wrong = Object.keys(labels).find((key) => !isValidKey(key) || !isValidValue(labels[key] ?? ''));
      say.check(
        wrong === undefined,
        event,
        () => `${event.host} would publish the label ${quoted(wrong)}=${quoted(labels[wrong ?? ''])}, which is not valid`,
      );
    }
  },
};
