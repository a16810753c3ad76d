import type { Invariant } from './invariant.js';
import { quoted } from './views.js';

/** Judges that the scheduler's refusal begins by counting the nodes it looked at, as kube-scheduler's does for any stack. */
export function messageCountsNodes(requirement: string): Invariant {
  return {
    requirement,
    judge({ trace }, say) {
      for (const event of trace) {
        if (event.event !== 'place' || event.decision.placed) continue;
        const { guest, hosts, decision } = event;
        const { message } = decision;
        const start = `0/${hosts.length} nodes are available: `;
        say.check(
          message.startsWith(start),
          event,
          () => `${guest}: the message ${quoted(message)} does not begin with ${quoted(start)}`,
        );
      }
    },
  };
}
