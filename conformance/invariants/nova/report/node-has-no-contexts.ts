/**
 * Checks: where models have providers of their own, the root has no MEM_ENCRYPTION_CONTEXT.
 * Does not check: trees without children, as before 2025.2.
 * Source: Nova specification "libvirt: AMD SEV-ES", "为每个模型创建嵌套的资源提供程序"; nova@b7c7d45093
 */

import { encryptionContext } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { reportsOf, rootOf } from '../../nova-views.js';

/** Judge of `nova/report/node-has-no-contexts`. */
export const novaReportNodeHasNoContexts: Invariant = {
  requirement: 'nova/report/node-has-no-contexts',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      const root = rootOf(report);
      if (root === undefined || !report.nested) continue;
      say.check(!(encryptionContext in root.inventories), report.event, () => `${report.host} has ${encryptionContext} itself`);
    }
  },
};
