/**
 * Checks: a request whose policy is not a hexadecimal number of at most 64 bits is refused with a cause that names it.
 * Does not check: the words; requests without a policy.
 * Source: libvirt src/conf/domain_conf.c (virDomainSecDefParseXML reads base 16)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/policy-is-hexadecimal`. */
export const policyIsHexadecimal: Invariant = admissionRule('kubevirt/admission/policy-is-hexadecimal', 'policy-is-hexadecimal');
