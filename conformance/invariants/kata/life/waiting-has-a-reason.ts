/**
 * Checks: in cases with interleaving or fault windows, a certificate for every pod that waits and every node, or the one it
 * is bound to.
 * Does not check: whether the reason is the one that matters most.
 * Source: this project’s law of liveness: when faults stop, all that is admissible runs, or it is shown why not
 */
import type { Invariant } from '../../invariant.js';
import { phaseOf } from '../../views.js';

/** Judge of `kata/life/waiting-has-a-reason`. */
export const kataLifeWaitingHasAReason: Invariant = {
  requirement: 'kata/life/waiting-has-a-reason',
  judge(evidence, say) {
    const { certificates, end, trace } = evidence;
    if (certificates === undefined || trace.some(({ event }) => event === 'panic')) return;
    const step = evidence.case.commands.length - 1;
    for (const { name, host: bound, running, status } of end.guests) {
      if (running || ['Succeeded', 'Failed'].includes(phaseOf(status) ?? '')) continue;
      for (const host of bound === undefined ? Object.keys(evidence.hosts) : [bound]) {
        const isKnown = certificates.some((each) => each.guest === name && each.host === host);
        say.check(isKnown, { step }, () => `${name} waits, and nothing says why it does not run on ${host}`);
      }
    }
  },
};
