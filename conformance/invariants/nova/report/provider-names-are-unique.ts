/**
 * Checks: no provider a host reports has the name of one another host has.
 * Does not check: one host (parents-come-first).
 * Source: Nova specification "libvirt: AMD SEV-ES", "以便RP名称在集群中是唯一的"
 */

import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/provider-names-are-unique`. */
export const novaReportProviderNamesAreUnique: Invariant = {
  requirement: 'nova/report/provider-names-are-unique',
  judge(evidence, say) {
    const owners = new Map<string, string>();
    for (const { host, after, event } of lookAtNova(evidence).reports) {
      for (const { name } of after) {
        const owner = owners.get(name) ?? host;
        owners.set(name, owner);
        say.check(owner === host, event, () => `${host} reports ${name}, which is a provider of ${owner}`);
      }
    }
  },
};
