/**
 * Checks: requests in which only the image asks, and without mistakes, are accepted.
 * Does not check: what comes of it, which the documents show.
 * Source: Nova doc/source/admin/sev.rst, "hw_mem_encryption"; Nova specification "libvirt: AMD SEV-ES", use case 1
 */

import type { Invariant } from '../../invariant.js';
import { novaAccepted } from '../../nova-request-judges.js';

/** Judge of `nova/request/image-may-ask`. */
export const novaRequestImageMayAsk: Invariant = novaAccepted(
  'nova/request/image-may-ask',
  'is asked for by its image alone',
  ({ asked }) => asked.imageSays === true && asked.flavorSays === undefined,
);
