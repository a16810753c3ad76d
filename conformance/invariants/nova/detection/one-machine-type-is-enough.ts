/**
 * Checks: while the document of the i440fx machine is damaged or gone, everything the host can run is offered as before.
 * Does not check: damage to the document of q35 itself.
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py (_add_to_domain_capabilities): one failing machine type loses the whole
 * architecture, or not, by the order of a set
 */

import { pcAnswer } from '../../../model/nova-libvirt-answer.js';
import type { Invariant } from '../../invariant.js';
import { everyProtection, hasSlots, nestedReports } from '../../nova-views.js';

/** Judge of `nova/detection/one-machine-type-is-enough`. */
export const novaDetectionOneMachineTypeIsEnough: Invariant = {
  requirement: 'nova/detection/one-machine-type-is-enough',
  judge(evidence, say) {
    for (const report of nestedReports(evidence)) {
      if (!report.detection.damage.has(pcAnswer)) continue;
      for (const protection of everyProtection) {
        if (!report.models[protection].reported) continue;
        say.check(
          hasSlots(report, protection),
          report.event,
          () => `${report.host} runs ${protection} guests on q35, but offers none while libvirt cannot answer for pc`,
        );
      }
    }
  },
};
