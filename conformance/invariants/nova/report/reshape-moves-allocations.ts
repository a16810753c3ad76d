/**
 * Checks: where guests held slots of the root before a report with nested providers, afterwards they hold as many of the
 * SEV provider, and none of the root.
 * Does not check: hosts that cannot run SEV any more.
 * Source: Nova specification "libvirt: AMD SEV-ES", "重塑现有的MEMO_ENCRYPTION_CONTEXT资源"; nova@b7c7d45093
 */

import { contextsOf } from '../../../model/nova-holdings.js';
import { providerNameOf } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { nestedReports } from '../../nova-views.js';

/** Judge of `nova/report/reshape-moves-allocations`. */
export const novaReportReshapeMovesAllocations: Invariant = {
  requirement: 'nova/report/reshape-moves-allocations',
  judge(evidence, say) {
    for (const report of nestedReports(evidence)) {
      const held = contextsOf(report.heldBefore, report.host);
      if (held === 0) continue;
      const child = providerNameOf(report.host, 'sev');
      const [left, there] = [contextsOf(report.heldAfter, report.host), contextsOf(report.heldAfter, child)];
      say.check(
        left === 0 && there === held + contextsOf(report.heldBefore, child),
        report.event,
        () => `guests held ${held} slots of ${report.host}; now they hold ${left} there and ${there} of ${child}`,
      );
    }
  },
};
