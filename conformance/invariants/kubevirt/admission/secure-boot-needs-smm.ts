/**
 * Checks: a request with secure boot and without SMM is refused with the message about spec.domain, for ordinary guests too.
 * Does not check: requests that break no rule (well-formed-is-accepted); type and field of the cause.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go (validateDomainSpec)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/secure-boot-needs-smm`. */
export const secureBootNeedsSmm: Invariant = admissionRule('kubevirt/admission/secure-boot-needs-smm', 'secure-boot-needs-smm');
