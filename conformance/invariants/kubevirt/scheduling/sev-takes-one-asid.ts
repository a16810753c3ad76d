/**
 * Checks: devices.kubevirt.io/sev-asids: 1.
 * Does not check: guests of other protections.
 * Source: VEP #80, "The scheduler consumes one key ID for each CVM"
 */

import { keyResourceOf } from '../../../model/kubevirt-names.js';
import { requestsOne } from '../../claim-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/scheduling/sev-takes-one-asid`. */
export const sevTakesOneAsid: Invariant = requestsOne('kubevirt/scheduling/sev-takes-one-asid', keyResourceOf.sev, ['sev']);
