/**
 * Checks: a confidential request with memory.maxGuest is refused with "Memory hotplug is not compatible with encrypted VMs",
 * in every form.
 * Does not check: memory that grows in ordinary guests; whether hotplug is refused later.
 * Source: KubeVirt v1.9 pkg/liveupdate/memory/memory.go (ValidateLiveUpdateMemory)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/memory-stays`. */
export const memoryStays: Invariant = admissionRule('kubevirt/admission/memory-stays', 'memory-stays');
