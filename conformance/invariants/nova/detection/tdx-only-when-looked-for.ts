/**
 * Checks: where the configuration leaves TDX out, no provider of TDX slots exists.
 * Does not check: configurations with TDX.
 * Source: Nova specification "libvirt: Intel TDX" (2026.2): before it, and where it is not configured, nothing about TDX is
 * reported
 */

import { looksForTdx } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { providerOf, reportsOf } from '../../nova-views.js';

/** Judge of `nova/detection/tdx-only-when-looked-for`. */
export const novaDetectionTdxOnlyWhenLookedFor: Invariant = {
  requirement: 'nova/detection/tdx-only-when-looked-for',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      if (looksForTdx(report.detection.config)) continue;
      say.check(
        providerOf(report, 'tdx') === undefined,
        report.event,
        () => `${report.host} reports TDX, although nobody asked it to`,
      );
    }
  },
};
