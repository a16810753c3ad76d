/**
 * Checks: the document parses and its root is a domain element.
 * Does not check: libvirt's own schema, which the peer suite checks.
 * Source: libvirt docs/formatdomain.rst
 */

import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';

/** Judge of `nova/domain/document-is-well-formed`. */
export const novaDomainDocumentIsWellFormed: Invariant = {
  requirement: 'nova/domain/document-is-well-formed',
  judge(evidence, say) {
    for (const { event, document } of lookAtGuests(evidence).renderings) {
      if (!event.decision.rendered) continue;
      say.check(document !== undefined, event, () => `the document of ${event.guest} is not a well-formed domain`);
    }
  },
};
