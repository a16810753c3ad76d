/**
 * Checks: freePageReporting is "off" where the cluster or the guest refuses it, or the guest has memory that never goes back.
 * Does not check: guests nobody refuses it for; guests without a balloon.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/manager.go (isFreePageReportingEnabled). It is on for confidential guests too unless
 * refused, where QEMU cannot give private memory back
 */

import { refusesFreePageReporting } from '../../../model/cluster-config.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/free-page-reporting-can-be-refused`. */
export const freePageReportingCanBeRefused: Invariant = {
  requirement: 'kubevirt/domain/free-page-reporting-can-be-refused',
  judge(evidence, say) {
    for (const { event, document, vmi, config } of look(evidence).documents) {
      if (!vmi.refusesFreePageReporting && !refusesFreePageReporting(config)) continue;
      for (const { kind, freePageReporting } of document.balloons) {
        if (kind === 'none') continue;
        say.check(
          freePageReporting === 'off',
          event,
          () => `${event.guest} reports free pages (${quoted(freePageReporting)}) although that is refused`,
        );
      }
    }
  },
};
