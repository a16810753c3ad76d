/**
 * Checks: such a guest is held when it is placed, is not started when agents come back, and is never rendered.
 * Does not check: what a session must hold.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (shouldWaitForSEVAttestation); AMD SEV API 0.24, LAUNCH_START
 */

import { isHeldBack } from '../../../model/accepted-requests.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/attestation/waits-for-session`. */
export const waitsForSession: Invariant = {
  requirement: 'kubevirt/attestation/waits-for-session',
  judge(evidence, say) {
    const { happenings, renderings } = look(evidence);
    for (const { event, vmi } of happenings) {
      const { happening, decision } = event;
      const expected = answers[happening.what];
      if (vmi === undefined || expected === undefined || !isHeldBack(vmi)) continue;
      const holds = decision.next === expected;
      say.check(
        holds,
        event,
        () => `${event.guest} waits for its launch session, but after ${happening.what} the next step is ${decision.next}`,
      );
    }
    for (const { event, vmi } of renderings) {
      say.check(!isHeldBack(vmi), event, () => `${event.guest} is to start on ${event.host} without the session its owner needs`);
    }
  },
};

/** What comes next for a guest that waits. */
const answers: Readonly<Record<string, string>> = { placed: 'hold', 'agent-back': 'nothing', 'libvirtd-back': 'nothing' };
