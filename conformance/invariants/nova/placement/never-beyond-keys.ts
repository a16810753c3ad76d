/**
 * Checks: before each placement, fewer slots of the model are held on the chosen host than the hardware counts guests of
 * it.
 * Does not check: key IDs taken behind the control plane's back; hosts that have booted with other numbers since their
 * service started; ciphertext hiding, which splits the ASIDs further and which Nova does not know.
 * Source: Nova specification "libvirt: AMD SEV-ES", "SEV和SEV-ES具有单独的guest数量限制"; Linux arch/x86/kvm/svm/sev.c
 */

import { contextsOf } from '../../../model/nova-holdings.js';
import { providerNameOf } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { hasModelProviders, placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/never-beyond-keys`. */
export const novaPlacementNeverBeyondKeys: Invariant = {
  requirement: 'nova/placement/never-beyond-keys',
  judge(evidence, say) {
    for (const { event, host, model } of placed(evidence)) {
      const { protection } = event;
      const models = model.detection?.truth === model.truth ? model.detection.models : undefined;
      if (protection === 'none' || models === undefined || !hasModelProviders(host)) continue;
      const held = contextsOf(model.held, providerNameOf(host.name, protection));
      const most = models[protection].total;
      say.check(
        held < most,
        event,
        () => `${event.guest} (${protection}) is guest ${held + 1} on ${host.name}, which can have ${most} of its kind`,
      );
    }
  },
};
