/**
 * Checks: no false positive for SEV family: hosts where such a guest could never start do not carry kubevirt.io/sev. The
 * label stands for the whole SEV family, because SEV-ES and SNP guests select it too.
 * Does not check: free key IDs: a full host keeps its labels.
 * Source: VEP #80, "I need to ensure that my clusters have the correct labeling"; KubeVirt v1.9
 * pkg/virt-handler/node-labeller/node_labeller.go
 */

import { labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { labelOnlyWhenLaunchable } from '../../label-judges.js';

/** Judge of `kubevirt/labels/sev-only-when-launchable`. */
export const sevLabelOnlyWhenLaunchable: Invariant = labelOnlyWhenLaunchable(
  'kubevirt/labels/sev-only-when-launchable',
  labelOf.sev,
);
