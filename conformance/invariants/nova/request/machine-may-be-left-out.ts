/**
 * Checks: such requests without other mistakes are accepted.
 * Does not check: what the host makes of it.
 * Source: Nova nova/virt/hardware.py ("Machine type not specified, will be validated by driver.")
 */

import type { Invariant } from '../../invariant.js';
import { novaAccepted } from '../../nova-request-judges.js';

/** Judge of `nova/request/machine-may-be-left-out`. */
export const novaRequestMachineMayBeLeftOut: Invariant = novaAccepted(
  'nova/request/machine-may-be-left-out',
  'names no machine type, which is no mistake',
  ({ asked }) => asked.encrypted && asked.machine === undefined,
);
