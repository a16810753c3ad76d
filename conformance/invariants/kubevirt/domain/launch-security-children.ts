/**
 * Checks: no child element outside the list of its type; cbitpos and reducedPhysBits are left to libvirt.
 * Does not check: the text of the children.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/launch_security.go
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/domain/launch-security-children`. */
export const launchSecurityChildren: Invariant = {
  requirement: 'kubevirt/domain/launch-security-children',
  judge(evidence, say) {
    for (const { event, document } of look(evidence).documents) {
      const { launchSecurity } = document;
      const allowed = childrenOf[launchSecurity?.type ?? ''];
      if (launchSecurity === undefined || allowed === undefined) continue;
      const extra = launchSecurity.children.find((name) => !allowed.includes(name));
      say.check(
        extra === undefined,
        event,
        () => `${event.guest}: launchSecurity of type ${launchSecurity.type} has the child ${extra}`,
      );
    }
  },
};

const childrenOf: Readonly<Record<string, readonly string[]>> = {
  sev: ['policy', 'dhCert', 'session'],
  'sev-snp': ['policy'],
  tdx: ['policy', 'mrConfigId', 'mrOwner', 'mrOwnerConfig', 'quoteGenerationService'],
};
