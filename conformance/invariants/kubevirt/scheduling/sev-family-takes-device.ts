/**
 * Checks: devices.kubevirt.io/sev: 1 for SEV, SEV-ES and SNP.
 * Does not check: key IDs.
 * Source: KubeVirt v1.9 pkg/virt-controller/services/template.go, nodeselectorrenderer.go
 */

import { sevDevice } from '../../../model/kubevirt-names.js';
import { requestsOne } from '../../claim-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/scheduling/sev-family-takes-device`. */
export const sevFamilyTakesDevice: Invariant = requestsOne('kubevirt/scheduling/sev-family-takes-device', sevDevice, [
  'sev',
  'sev-es',
  'snp',
]);
