/**
 * Checks: the element is there, with the annotated path, or without one when the annotation is empty.
 * Does not check: whether a service listens there.
 * Source: VEP #80, quoteGenerationSocket in the domain sketch; KubeVirt v1.9
 * pkg/virt-launcher/virtwrap/converter/compute/launch_security.go
 */

import { member, textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/tdx-names-quote-service`. */
export const tdxNamesQuoteService: Invariant = {
  requirement: 'kubevirt/domain/tdx-names-quote-service',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection === 'tdx')) {
      const annotated = textOf(member(event.object, 'metadata', 'annotations', 'kubevirt.io/qgs-socket-path'));
      const expected = annotated === '' ? undefined : annotated;
      const { children = [], quoteGenerationPath } = document.launchSecurity ?? {};
      const holds = children.includes('quoteGenerationService') && quoteGenerationPath === expected;
      say.check(
        holds,
        event,
        () => `${event.guest} has the quote service ${quoted(quoteGenerationPath)}, expected ${quoted(expected)}`,
      );
    }
  },
};
