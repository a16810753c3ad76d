/**
 * Checks: no CPU security label with a number, and none that is called after a count.
 * Does not check: labels outside NFD’s own names.
 * Source: node-feature-discovery@3320c7447: total_keys was a label, and every change of it changed the node
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/labels/counts-are-never-labels`. */
export const kataLabelsCountsAreNeverLabels: Invariant = {
  requirement: 'kata/labels/counts-are-never-labels',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).labellings) {
      const counted = Object.entries(event.decision.labels).find(isCount);
      say.check(counted === undefined, event, () => `${event.host} carries the count ${quoted(counted?.join('='))} as a label`);
    }
  },
};

function isCount([name, value]: readonly [string, string]): boolean {
  return name.includes('/cpu-security.') && (/^\d+$/.test(value) || /(?:total_keys|asids|encrypted_state_ids)$/.test(name));
}
