/**
 * Checks: the offered number equals the "sev" capacity of the misc controller, where the agent can see it and the gate is
 * open.
 * Does not check: hosts that must offer none (see hidden-capacity-offers-nothing and closed-gate-offers-nothing).
 * Source: VEP #80, "the node registers its available key ID resources … This is applicable to both TDX and SNP and the
 * available resources are available under /sys/fs/cgroup/misc.capacity"
 */

import { keyResourceOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { keyResourceCount } from '../../resource-judges.js';

/** Judge of `kubevirt/resources/sev-asids-equal-capacity`. */
export const sevAsidsEqualCapacity: Invariant = keyResourceCount(
  'kubevirt/resources/sev-asids-equal-capacity',
  keyResourceOf.sev,
);
