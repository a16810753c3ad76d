/**
 * Checks: after a refusal to render for missing images the next step is to give up and the phase is Failed.
 * Does not check: other reasons for not rendering.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (a missing ROM is fatal; the text it looks for stopped matching in 2021)
 */

import type { Invariant } from '../../invariant.js';
import { look, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/missing-firmware-is-final`. */
export const missingFirmwareIsFinal: Invariant = {
  requirement: 'kubevirt/life/missing-firmware-is-final',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'not-rendered' || !happening.message.includes('EFI OVMF roms missing')) continue;
      const phase = phaseOf(decision.status);
      say.check(
        decision.next === 'give-up' && phase === 'Failed',
        event,
        () => `${event.guest} has no firmware, but is shown as ${quoted(phase)} with next step ${decision.next}`,
      );
    }
  },
};
