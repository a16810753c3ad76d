/**
 * Checks: such a request is refused.
 * Does not check: how.
 * Source: Nova nova/virt/hardware.py (substring test); libvirt has no such machine: what the API accepts must be buildable
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/whole-machine-name`. */
export const novaRequestWholeMachineName: Invariant = novaRule('nova/request/whole-machine-name', 'whole-machine-name');
