/**
 * Checks: devices.kubevirt.io/tdx: 1.
 * Does not check: guests of other protections.
 * Source: VEP #80, "The scheduler consumes one key ID for each CVM"
 */

import { keyResourceOf } from '../../../model/kubevirt-names.js';
import { requestsOne } from '../../claim-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/scheduling/tdx-takes-one-key`. */
export const tdxTakesOneKey: Invariant = requestsOne('kubevirt/scheduling/tdx-takes-one-key', keyResourceOf.tdx, ['tdx']);
