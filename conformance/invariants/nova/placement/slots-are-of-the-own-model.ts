/**
 * Checks: the slot a placed guest takes is one of `<host>_<model>` for its own model.
 * Does not check: trees without children, as before 2025.2.
 * Source: Nova specification "libvirt: AMD SEV-ES", "为每个模型创建嵌套的资源提供程序", "SEV和SEV-ES具有单独的guest数量限制"
 */

import { unitOf } from '../../../../sim/contracts/subject.js';
import { encryptionContext, providerNameOf } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { hasModelProviders, placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/slots-are-of-the-own-model`. */
export const novaPlacementSlotsAreOfTheOwnModel: Invariant = {
  requirement: 'nova/placement/slots-are-of-the-own-model',
  judge(evidence, say) {
    for (const { event, host, units } of placed(evidence)) {
      if (event.protection === 'none' || !hasModelProviders(host)) continue;
      const wanted = unitOf(providerNameOf(host.name, event.protection), encryptionContext);
      const taken = Object.keys(units).filter((unit) => unit.endsWith(`:${encryptionContext}`));
      say.check(
        taken.length === 1 && taken[0] === wanted,
        event,
        () => `${event.guest} (${event.protection}) takes ${taken.join(', ') || 'no slot'}, expected one of ${wanted}`,
      );
    }
  },
};
