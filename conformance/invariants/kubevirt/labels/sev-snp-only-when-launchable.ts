/**
 * Checks: no false positive for SEV-SNP: hosts where such a guest could never start do not carry kubevirt.io/sev-snp.
 * Does not check: free key IDs: a full host keeps its labels.
 * Source: VEP #80, "I need to ensure that my clusters have the correct labeling"; hosts whose domain capabilities list
 * sev-snp although the kernel refuses it are real: Linux arch/x86/kvm/svm/sev.c, libvirt src/qemu/qemu_capabilities.c
 */

import { labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { labelOnlyWhenLaunchable } from '../../label-judges.js';

/** Judge of `kubevirt/labels/sev-snp-only-when-launchable`. */
export const sevSnpLabelOnlyWhenLaunchable: Invariant = labelOnlyWhenLaunchable(
  'kubevirt/labels/sev-snp-only-when-launchable',
  labelOf.snp,
);
