/**
 * Checks: in cases with interleaving or fault windows, a guest that waits at the end has a certificate for every host, or for the one it is
 * bound to, and what each says is true.
 * Does not check: guests that ended; whether a true certificate names the obstacle that matters most (everything-placeable-runs).
 * Source: this project's law of liveness: when faults stop, all that is admissible runs, or it is shown why not
 */

import type { EndGuest, Evidence } from '../../../../sim/contracts/evidence.js';
import { isTrue } from '../../../model/certificate-checks.js';
import type { Invariant } from '../../invariant.js';
import { isFinal } from '../../life-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/life/waiting-is-certified`. */
export const waitingIsCertified: Invariant = {
  requirement: 'kubevirt/life/waiting-is-certified',
  judge(evidence, say) {
    if (evidence.certificates === undefined || evidence.trace.some(({ event }) => event === 'panic')) return;
    const replay = look(evidence);
    for (const guest of evidence.end.guests) {
      if (guest.running || isFinal(guest.status)) continue;
      for (const host of hostsFor(guest, evidence)) {
        const given = evidence.certificates.find((each) => each.guest === guest.name && each.host === host);
        const holds = given !== undefined && isTrue(given, replay);
        const said = (): string => (given === undefined ? 'nothing says why' : `"${given.kind}" is not true`);
        say.check(holds, replay.end, () => `${guest.name} (${guest.protection}) waits, and for ${host} ${said()}`);
      }
    }
  },
};

function hostsFor({ host }: EndGuest, evidence: Evidence): readonly string[] {
  return host === undefined ? Object.keys(evidence.hosts) : [host];
}
