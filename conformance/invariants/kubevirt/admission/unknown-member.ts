/**
 * Checks: a request with a member of launchSecurity that the API does not have is refused with a cause that names it.
 * Does not check: the words; unknown members anywhere else.
 * Source: Kubernetes API concepts, "Field validation" (Strict); KubeVirt v1.9 staging/src/kubevirt.io/api/core/v1/schema.go;
 * VEP #80
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/unknown-member`. */
export const unknownMember: Invariant = admissionRule('kubevirt/admission/unknown-member', 'unknown-member');
