import type { Protection } from '../../sim/contracts/protection.js';
import type { Invariant } from './invariant.js';
import { look, quoted } from './views.js';

/** Judges that guests of these protections ask for exactly one of a resource. */
export function requestsOne(requirement: string, resource: string, protections: readonly Protection[]): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event } of look(evidence).placements) {
        if (!protections.includes(event.protection)) continue;
        const asked = event.claim.resources[resource];
        say.check(
          asked === 1,
          event,
          () => `${event.guest} (${event.protection}) asks for ${quoted(asked)} ${resource}, expected 1`,
        );
      }
    },
  };
}
