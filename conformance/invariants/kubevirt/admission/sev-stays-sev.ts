/**
 * Checks: an accepted SEV or SEV-ES guest is one still, with encrypted state if and only if it asked for it.
 * Does not check: guests of other protections; whether a host could do better.
 * Source: VEP #80, "Non Goals" ("No automatic upgrade path from SEV/SEV-ES to SEV-SNP")
 */

import { protectionGiven } from '../../../model/vmi.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/admission/sev-stays-sev`. */
export const sevStaysSev: Invariant = {
  requirement: 'kubevirt/admission/sev-stays-sev',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).admissions) {
      if (!event.decision.allowed || (vmi.protection !== 'sev' && vmi.protection !== 'sev-es')) continue;
      const { protection } = protectionGiven(event.decision.guest);
      say.check(
        protection === vmi.protection,
        event,
        () => `${event.guest} asked for ${vmi.protection} and became ${protection}`,
      );
    }
  },
};
