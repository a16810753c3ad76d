/**
 * Checks: the root has no parent, and every other provider has the root for one.
 * Does not check: names.
 * Source: Nova specification "libvirt: AMD SEV-ES", "为每个模型创建嵌套的资源提供程序"
 */

import type { Invariant } from '../../invariant.js';
import { reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/models-hang-on-the-node`. */
export const novaReportModelsHangOnTheNode: Invariant = {
  requirement: 'nova/report/models-hang-on-the-node',
  judge(evidence, say) {
    for (const { host, after, event } of reportsOf(evidence)) {
      const wrong = after.find(({ name, parent }) => parent !== (name === host ? undefined : host));
      say.check(wrong === undefined, event, () => `${wrong?.name} hangs on ${wrong?.parent ?? 'nothing'}`);
    }
  },
};
