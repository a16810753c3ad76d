/**
 * Checks: where the host's capabilities list more than is known, but still what encrypted guests need, the service finds
 * nothing wrong and serves.
 * Does not check: capabilities that are damaged otherwise.
 * Source: nova@71df650d0a (LP 1820125): a newer libvirt listed a new architecture, and every update failed
 */

import { capabilitiesAnswer } from '../../../model/nova-libvirt-answer.js';
import { startsProcess } from '../../../model/nova-replay.js';
import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/detection/unknown-architectures-are-passed-over`. */
export const novaDetectionUnknownArchitecturesArePassedOver: Invariant = {
  requirement: 'nova/detection/unknown-architectures-are-passed-over',
  judge(evidence, say) {
    for (const { detection, event, host } of lookAtNova(evidence).reports) {
      if (!startsProcess(event.happening) || detection.models === undefined || detection.damage.size !== 1) continue;
      if (!detection.damage.has(capabilitiesAnswer)) continue;
      const { problems, refusesToServe } = event.decision;
      const wrong = problems.find((line) => line.includes('rchitecture'));
      say.check(
        wrong === undefined && refusesToServe !== true,
        event,
        () => `${host}: libvirt lists an architecture more, and the service says ${wrong ?? 'nothing and ends'}`,
      );
    }
  },
};
