/**
 * Checks: the document parses and its root is a domain element.
 * Does not check: libvirt's own schema, which the peer suite checks.
 * Source: libvirt docs/formatdomain.rst
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/domain/document-is-well-formed`. */
export const documentIsWellFormed: Invariant = {
  requirement: 'kubevirt/domain/document-is-well-formed',
  judge(evidence, say) {
    for (const { event, document } of look(evidence).renderings) {
      if (!event.decision.rendered) continue;
      say.check(document !== undefined, event, () => `the document of ${event.guest} is not a well-formed domain`);
    }
  },
};
