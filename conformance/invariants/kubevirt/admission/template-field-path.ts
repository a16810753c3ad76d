/**
 * Checks: every cause for a template points into the template or at what is around it, not at a path of instances.
 * Does not check: plain instances; whether the path resolves (field-path-resolves); hand-written manifests.
 * Source: Kubernetes API conventions, StatusCause.field; KubeVirt v1.9 vms-admitter.go, vmirs-admitter.go, vmpool-admitter.go
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/template-field-path`. */
export const templateFieldPath: Invariant = {
  requirement: 'kubevirt/admission/template-field-path',
  judge(evidence, say) {
    for (const { event, asked, expected } of look(evidence).admissions) {
      if (event.decision.allowed || asked.form === 'instance' || event.spec.manifest !== undefined) continue;
      for (const { message, field } of event.decision.causes) {
        if (!expected.some((cause) => cause.message === message)) continue;
        say.check(
          field === asked.at || field.startsWith(`${asked.at}.`),
          event,
          () => `${event.guest}: the cause ${quoted(message)} points at ${field}, outside ${asked.at}`,
        );
      }
    }
  },
};
