/**
 * Checks: a request for SEV, SEV-ES or SNP is not refused for its gate where nobody mentions the gate.
 * Does not check: configurations that mention it (sev-gate); TDX, whose gate is closed by default.
 * Source: KubeVirt v1.9 pkg/virt-config/featuregate/active.go (Beta since v1.9), feature-gates.go (IsEnabled)
 */

import { sevGate } from '../../../model/cluster-config.js';
import { listOf } from '../../../model/json-member.js';
import { messagesOf } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/admission/sev-gate-is-open-by-default`. */
export const sevGateIsOpenByDefault: Invariant = {
  requirement: 'kubevirt/admission/sev-gate-is-open-by-default',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).admissions) {
      const { featureGates, disabledFeatureGates } = event.config;
      if (vmi.types.length !== 1 || vmi.types.includes('TDX') || vmi.architecture !== 'amd64') continue;
      if ([...listOf(featureGates), ...listOf(disabledFeatureGates)].includes(sevGate)) continue;
      const closed = messagesOf(event.decision).some((message) => message.includes(sevGate));
      say.check(!closed, event, () => `nobody closed ${sevGate}, but ${event.guest} was refused for it`);
    }
  },
};
