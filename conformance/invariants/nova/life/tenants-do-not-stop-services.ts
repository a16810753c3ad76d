/**
 * Checks: a service that refuses to serve has lost something since a server there was accepted: its host rebooted, was damaged or
 * configured anew.
 * Does not check: services that refuse for what became of their host.
 * Source: Nova nova/virt/libvirt/driver.py (_validate_mem_encryption_configuration); derived: a tenant cannot break the host
 */

import type { TraceEvent } from '../../../../sim/contracts/evidence.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `nova/life/tenants-do-not-stop-services`. */
export const novaLifeTenantsDoNotStopServices: Invariant = {
  requirement: 'nova/life/tenants-do-not-stop-services',
  judge(evidence, say) {
    const changed = new Set<string>();
    for (const event of evidence.trace) {
      noteChange(changed, event, Object.keys(evidence.hosts));
      if (event.event !== 'label' || (event.happening !== 'agent-started' && event.happening !== 'agent-restarted')) continue;
      const refuses = event.decision.refusesToServe === true;
      say.check(
        !refuses || changed.has(event.host),
        event,
        () => `${event.host} is as it was, but its service does not start: ${event.decision.problems.join('; ')}`,
      );
    }
  },
};

function noteChange(changed: Set<string>, event: TraceEvent, hosts: readonly string[]): void {
  if (event.event === 'boot' || event.event === 'fault') changed.add(event.host);
  if (event.event === 'label' && event.spoiled !== undefined) changed.add(event.host);
  if (event.event === 'configure') for (const host of hosts) changed.add(host);
  if (event.event === 'command' && (event.command.do === 'spoil' || event.command.do === 'repair'))
    changed.add(event.command.host);
}
