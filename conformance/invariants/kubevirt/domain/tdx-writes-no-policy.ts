/**
 * Checks: launchSecurity/policy is absent, or is what the request names.
 * Does not check: guests of other protections.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/launch_security.go; libvirt docs/formatdomain.rst,
 * policy is optional for tdx
 */

import { policyJudge } from '../../domain-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/domain/tdx-writes-no-policy`. */
export const tdxWritesNoPolicy: Invariant = policyJudge('kubevirt/domain/tdx-writes-no-policy', 'tdx');
