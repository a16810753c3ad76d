/**
 * Checks: launchSecurity/policy is exactly 0x5.
 * Does not check: guests of other protections.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/launchsecurity/sev.go
 */

import { policyJudge } from '../../domain-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/domain/sev-es-policy`. */
export const sevEsPolicy: Invariant = policyJudge('kubevirt/domain/sev-es-policy', 'sev-es');
