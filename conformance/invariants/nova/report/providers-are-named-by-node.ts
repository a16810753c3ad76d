/**
 * Checks: the tree consists of a root with the name of the host and providers called after it and a model.
 * Does not check: which models (detection).
 * Source: Nova specification "libvirt: AMD SEV-ES", "SEV RP命名为<nodename>_amd_sev,SEV-ES RP命名为<nodename>_amd_sev_es"
 */

import { protectionOfProvider } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { reportsOf, rootOf } from '../../nova-views.js';

/** Judge of `nova/report/providers-are-named-by-node`. */
export const novaReportProvidersAreNamedByNode: Invariant = {
  requirement: 'nova/report/providers-are-named-by-node',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      const odd = report.after.find(({ name }) => name !== report.host && protectionOfProvider(report.host, name) === undefined);
      say.check(odd === undefined, report.event, () => `${report.host} reports a provider called ${odd?.name}`);
      if (report.detection.models === undefined) continue;
      say.check(rootOf(report) !== undefined, report.event, () => `${report.host} reports no provider of its own name`);
    }
  },
};
