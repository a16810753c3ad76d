/**
 * Checks: when the configuration was replaced, the service offers slots of the same protections as before.
 * Does not check: numbers, which a configuration may hold back; a service that has not looked before.
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py: nothing re-reads sysfs or domain capabilities on SIGHUP
 */

import type { Invariant } from '../../invariant.js';
import { clearReports, everyProtection, providerOf } from '../../nova-views.js';

/** Judge of `nova/detection/configuration-detects-nothing`. */
export const novaDetectionConfigurationDetectsNothing: Invariant = {
  requirement: 'nova/detection/configuration-detects-nothing',
  judge(evidence, say) {
    for (const report of clearReports(evidence)) {
      const { previous, event } = report;
      if (event.happening !== 'configured' || previous?.serving !== true) continue;
      const changed = everyProtection.find(
        (each) => providerOf(previous, each) !== undefined && providerOf(report, each) === undefined,
      );
      say.check(changed === undefined, event, () => `${report.host} lost ${changed} because the configuration was read again`);
    }
  },
};
