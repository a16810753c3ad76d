/**
 * Checks: the refusals "No launchSecurity support for architecture: …" and "unsupported architecture: …" appear where they
 * must.
 * Does not check: rules of s390x, which has Secure Execution instead; type and field of the cause.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go (validateLaunchSecurity,
 * ValidateVirtualMachineInstancePerArch)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/supported-architecture`. */
export const supportedArchitecture: Invariant = admissionRule(
  'kubevirt/admission/supported-architecture',
  'supported-architecture',
);
