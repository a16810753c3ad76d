/**
 * Checks: the message in the status or in an event.
 * Does not check: where it stands.
 * Source: containerd internal/cri: failed to create containerd task; kubelet FailedCreatePodSandBox
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/life/failed-start-is-named`. */
export const kataLifeFailedStartIsNamed: Invariant = {
  requirement: 'kata/life/failed-start-is-named',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'not-started' && happening.what !== 'not-rendered') continue;
      const message = happening.what === 'not-started' ? happening.error.message : happening.message;
      const told = JSON.stringify([decision.status, decision.events ?? []]);
      const words = JSON.stringify(message).slice(1, -1);
      say.check(told.includes(words), event, () => `${event.guest} was ${happening.what} and does not say ${quoted(message)}`);
    }
  },
};
