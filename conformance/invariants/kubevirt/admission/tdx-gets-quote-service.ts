/**
 * Checks: the annotation kubevirt.io/qgs-socket-path of an admitted TDX guest is the configured path.
 * Does not check: clusters that configure an empty path; whether a service listens there.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/mutating-webhook/mutators/vmi-mutator.go
 */

import { qgsSocketPath } from '../../../model/cluster-config.js';
import { member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/tdx-gets-quote-service`. */
export const tdxGetsQuoteService: Invariant = {
  requirement: 'kubevirt/admission/tdx-gets-quote-service',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).admissions) {
      const path = qgsSocketPath(event.config);
      if (!event.decision.allowed || vmi.protection !== 'tdx' || path === '') continue;
      const found = member(event.decision.guest, 'metadata', 'annotations', 'kubevirt.io/qgs-socket-path');
      say.check(
        found === path,
        event,
        () => `${event.guest} has the quote-service path ${quoted(found)}, expected ${quoted(path)}`,
      );
    }
  },
};
