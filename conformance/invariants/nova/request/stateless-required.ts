/**
 * Checks: class and text of the refusal.
 * Does not check: requests with an earlier mistake, of which first-mistake-is-told has its opinion.
 * Source: Nova nova/virt/hardware.py (_check_stateless_firmware); Nova specifications "libvirt: AMD SEV-SNP" and "libvirt: Intel TDX"
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/stateless-required`. */
export const novaRequestStatelessRequired: Invariant = novaRule('nova/request/stateless-required', 'stateless');
