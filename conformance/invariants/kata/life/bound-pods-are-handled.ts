/**
 * Checks: something follows every binding: arguments, or a refusal by the kubelet.
 * Does not check: cases in which several things happen at once.
 * Source: Kubernetes pkg/kubelet/kubelet.go
 */
import type { TraceEvent } from '../../../../sim/contracts/evidence.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kata/life/bound-pods-are-handled`. */
export const kataLifeBoundPodsAreHandled: Invariant = {
  requirement: 'kata/life/bound-pods-are-handled',
  judge(evidence, say) {
    if (evidence.case.interleaving !== undefined || evidence.case.faults !== undefined) return;
    for (const [at, event] of evidence.trace.entries()) {
      if (event.event !== 'place' || !event.decision.placed) continue;
      const followed = evidence.trace.slice(at + 1).some((later) => handles(later, event.guest));
      say.check(
        followed,
        event,
        () => `${event.guest} was bound to ${event.decision.placed ? event.decision.host : ''}, and nothing came of it`,
      );
    }
  },
};

function handles(event: TraceEvent, guest: string): boolean {
  if (event.event === 'render') return event.guest === guest;
  if (event.event === 'kubelet') return event.guest === guest && !event.admitted;
  return event.event === 'panic' || (event.event === 'run' && event.guest === guest && event.happening.what === 'deletion-asked');
}
