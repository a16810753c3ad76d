/**
 * Checks: devices.kubevirt.io/sev-esids: 1.
 * Does not check: guests of other protections.
 * Source: VEP #80, "The scheduler consumes one key ID for each CVM"; SNP guests draw from the SEV-ES range, Linux
 * arch/x86/kvm/svm/sev.c
 */

import { keyResourceOf } from '../../../model/kubevirt-names.js';
import { requestsOne } from '../../claim-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/scheduling/es-and-snp-take-one-esid`. */
export const esAndSnpTakeOneEsid: Invariant = requestsOne('kubevirt/scheduling/es-and-snp-take-one-esid', keyResourceOf.sev_es, [
  'sev-es',
  'snp',
]);
