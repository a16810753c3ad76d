/**
 * Checks: arguments for pods without annotations of the hypervisor, where the kernel has the protection on.
 * Does not check: annotations that may be wrong; half an ID block; files that are damaged.
 * Source: kata-containers src/runtime/pkg/oci/utils.go
 */
import { nodeFeatures } from '../../../model/kata-nfd.js';
import type { Invariant } from '../../invariant.js';
import { hasHalfIdBlock, isBlurred, overrides, shimSettings } from '../../kata-line-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/command-line/enabled-annotations-render`. */
export const kataCommandLineEnabledAnnotationsRender: Invariant = {
  requirement: 'kata/command-line/enabled-annotations-render',
  judge(evidence, say) {
    for (const rendering of lookAtKata(evidence).renderings) {
      const { event, guest, truth } = rendering;
      const { protection } = guest.class;
      const isOn = protection === 'none' || nodeFeatures(truth, new Map(), {}).enabled[protection];
      if (overrides(rendering).length > 0 || !isOn || hasHalfIdBlock(rendering) || isBlurred(evidence)) continue;
      const { block_device_driver: driver, sev_snp_guest: isSnp } = shimSettings(rendering);
      if (driver !== undefined || isSnp !== undefined) continue;
      say.check(event.decision.rendered, event, () => `${event.guest} got no arguments on ${event.host}`);
    }
  },
};
