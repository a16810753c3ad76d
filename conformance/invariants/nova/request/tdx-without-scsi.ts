/**
 * Checks: such a request is refused.
 * Does not check: how.
 * Source: Nova specification "libvirt: Intel TDX", "Proposed change"
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/tdx-without-scsi`. */
export const novaRequestTdxWithoutScsi: Invariant = novaRule('nova/request/tdx-without-scsi', 'tdx-without-scsi');
