/**
 * Checks: the path in os/loader, inside the configured directory.
 * Does not check: hosts where the image is missing (missing-firmware-is-named).
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/efi/efi.go
 */

import { firmwareJudge } from '../../domain-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/domain/ordinary-firmware`. */
export const ordinaryFirmware: Invariant = firmwareJudge('kubevirt/domain/ordinary-firmware', ['none']);
