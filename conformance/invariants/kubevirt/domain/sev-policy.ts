/**
 * Checks: launchSecurity/policy is exactly 0x1.
 * Does not check: guests of other protections.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/launchsecurity/sev.go
 */

import { policyJudge } from '../../domain-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/domain/sev-policy`. */
export const sevPolicy: Invariant = policyJudge('kubevirt/domain/sev-policy', 'sev');
