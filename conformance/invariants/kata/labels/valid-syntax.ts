/**
 * Checks: key and value syntax of every label after labelling.
 * Does not check: annotations.
 * Source: Kubernetes apimachinery pkg/util/validation
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { isValidKey, isValidValue } from '../../remarkable-labels.js';
import { quoted } from '../../views.js';

/** Judge of `kata/labels/valid-syntax`. */
export const kataLabelsValidSyntax: Invariant = {
  requirement: 'kata/labels/valid-syntax',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).labellings) {
      const { labels } = event.decision;
      const wrong = Object.keys(labels).find((key) => !isValidKey(key) || !isValidValue(labels[key] ?? ''));
      say.check(wrong === undefined, event, () => `${event.host} would publish ${quoted(wrong)}=${quoted(labels[wrong ?? ''])}`);
    }
  },
};
