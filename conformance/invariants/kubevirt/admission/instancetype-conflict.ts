/**
 * Checks: a machine whose template and instance type both protect the guest is refused with the conflict's exact message.
 * Does not check: conflicts of fields other than CPU topology, memory and launchSecurity.
 * Source: KubeVirt v1.9 pkg/instancetype/apply/launchsecurity.go, pkg/instancetype/conflict/conflicts.go
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/instancetype-conflict`. */
export const instancetypeConflict: Invariant = admissionRule(
  'kubevirt/admission/instancetype-conflict',
  'instancetype-conflict',
  'machine',
);
