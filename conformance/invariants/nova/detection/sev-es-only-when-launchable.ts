/**
 * Checks: a host on which no SEV-ES guest could start, were all its key IDs free, offers no slot for one.
 * Does not check: slots that are kept, closed, for guests that hold them; hosts whose documents were damaged when the
 * service started; obstacles that nothing a service reads tells of, such as a missing device node.
 * Source: Nova specification "libvirt: AMD SEV-ES", "/sys/module/kvm_amd/parameters/sev_es应具有值Y"; nova@7dd0d6106b (LP
 * 2157891): SEV-ES was offered where firmware refuses it
 */

import type { Invariant } from '../../invariant.js';
import { offeredOnlyWhenLaunchable } from '../../nova-report-judges.js';

/** Judge of `nova/detection/sev-es-only-when-launchable`. */
export const novaDetectionSevEsOnlyWhenLaunchable: Invariant = offeredOnlyWhenLaunchable(
  'nova/detection/sev-es-only-when-launchable',
  'sev-es',
);
