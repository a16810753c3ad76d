/**
 * Checks: the next step after a granted sev/injectlaunchsecret is inject, and after a refused one it is not.
 * Does not check: what the firmware makes of the secret.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go; pkg/virt-launcher/virtwrap/manager.go (InjectLaunchSecret)
 */

import type { Invariant } from '../../invariant.js';
import { asked, inWords } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/secret-is-injected`. */
export const secretIsInjected: Invariant = {
  requirement: 'kubevirt/attestation/secret-is-injected',
  judge(evidence, say) {
    for (const { event, happening } of asked(evidence)) {
      if (happening.request !== 'sev/injectlaunchsecret') continue;
      const { answer, next } = event.decision;
      const holds = (next === 'inject') === (answer?.allowed === true);
      say.check(holds, event, () => `${event.guest}: the secret was ${inWords(answer)}, and the next step is ${next}`);
    }
  },
};
