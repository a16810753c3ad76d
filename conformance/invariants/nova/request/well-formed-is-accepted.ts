/**
 * Checks: requests in which the rules find no mistake are accepted.
 * Does not check: requests that break a rule.
 * Source: Nova doc/source/admin/sev.rst; Nova nova/virt/hardware.py (get_mem_encryption_constraint)
 */

import type { Invariant } from '../../invariant.js';
import { novaAccepted } from '../../nova-request-judges.js';

/** Judge of `nova/request/well-formed-is-accepted`. */
export const novaRequestWellFormedIsAccepted: Invariant = novaAccepted(
  'nova/request/well-formed-is-accepted',
  'breaks no rule',
  () => true,
);
