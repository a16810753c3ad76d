import type { NodeHappening } from '../../sim/contracts/subject.js';
import type { Invariant } from './invariant.js';
import { look, quoted } from './views.js';

/** Does an agent on the node say something of its devices? One that ends or is silent does not. */
export function agentActs({ happening }: { readonly happening: NodeHappening }): boolean {
  return happening !== 'agent-stopping' && happening !== 'agent-silent';
}

/** Judges that a resource that must be offered is offered in exactly the right number. */
export function keyResourceCount(requirement: string, resource: string): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event, expectedResources } of look(evidence).labellings) {
        const expected = expectedResources[resource] ?? 0;
        const offered = event.decision.resources[resource];
        if (expected === 0) continue;
        say.check(offered === expected, event, () => `${event.host} offers ${quoted(offered)} ${resource}, expected ${expected}`);
      }
    },
  };
}
