/**
 * Checks: launchSecurity/policy is exactly 0x30000.
 * Does not check: guests of other protections.
 * Source: VEP #80, policy 0x00030000 in the domain sketch (its Go default 0x3000 is a slip); KubeVirt v1.9
 * pkg/virt-launcher/virtwrap/launchsecurity/sev.go
 */

import { policyJudge } from '../../domain-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/domain/snp-policy`. */
export const snpPolicy: Invariant = policyJudge('kubevirt/domain/snp-policy', 'snp');
