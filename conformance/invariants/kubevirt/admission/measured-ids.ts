/**
 * Checks: mrConfigId, mrOwner and mrOwnerConfig that are not the base64 of 48 bytes are refused with a cause that names them.
 * Does not check: the words; what is measured of them.
 * Source: libvirt docs/formatdomain.rst, "Launch Security"; VEP #80, "TDX Design"
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/measured-ids`. */
export const measuredIds: Invariant = admissionRule('kubevirt/admission/measured-ids', 'measured-ids');
