/**
 * Checks: no pod asked for with SEV or SEV-ES is admitted.
 * Does not check: whether a class of that name was ever there.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/admission/no-class-for-older-protections`. */
export const kataAdmissionNoClassForOlderProtections: Invariant = {
  requirement: 'kata/admission/no-class-for-older-protections',
  judge(evidence, say) {
    for (const { event, asked } of lookAtKata(evidence).admissions) {
      if (asked.className !== 'kata-qemu-sev' && asked.className !== 'kata-qemu-sev-es') continue;
      say.check(
        !event.decision.allowed,
        event,
        () => `${event.guest} asks for ${event.spec.protection}, which has no class, and was accepted`,
      );
    }
  },
};
