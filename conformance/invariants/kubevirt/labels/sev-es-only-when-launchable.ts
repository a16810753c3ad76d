/**
 * Checks: no false positive for SEV-ES: hosts where such a guest could never start do not carry kubevirt.io/sev-es. SNP
 * implies it (see snp-implies-es).
 * Does not check: free key IDs: a full host keeps its labels.
 * Source: VEP #80, "I need to ensure that my clusters have the correct labeling"; KubeVirt v1.9
 * pkg/virt-handler/node-labeller/node_labeller.go
 */

import { labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { labelOnlyWhenLaunchable } from '../../label-judges.js';

/** Judge of `kubevirt/labels/sev-es-only-when-launchable`. */
export const sevEsLabelOnlyWhenLaunchable: Invariant = labelOnlyWhenLaunchable(
  'kubevirt/labels/sev-es-only-when-launchable',
  labelOf['sev-es'],
);
