/**
 * Checks: when a guest is placed for the first time, the required traits are that of its model, those of stateless firmware
 * and required Secure Boot, and those its flavor and image name; the forbidden ones are those its flavor names.
 * Does not check: later placements, of guests that may have changed; architectures, which only a prefilter asks for.
 * Source: Nova specification "libvirt: AMD SEV-ES", "trait:HW_CPU_AMD_SEV_ES=required"; Nova specification "libvirt:
 * Stateless firmware support", "requiring the COMPUTE_SECURITY_STATELESS_FIRMWARE trait"; Nova 34.0.0
 * nova/scheduler/utils.py (ResourceRequest)
 */

import { namedTraits, neededTraits } from '../../../model/nova-needs.js';
import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/placement/request-names-every-need`. */
export const novaPlacementRequestNamesEveryNeed: Invariant = {
  requirement: 'nova/placement/request-names-every-need',
  judge(evidence, say) {
    const seen = new Set<string>();
    for (const { event, object } of lookAtNova(evidence).placements) {
      if (seen.has(event.guest)) continue;
      seen.add(event.guest);
      const { required = [], forbidden = [] } = event.claim;
      const asked = required.filter((trait) => !trait.startsWith('HW_ARCH_'));
      const wrong =
        difference(asked, neededTraits(object, event.protection)) ?? difference(forbidden, namedTraits(object, 'forbidden'));
      say.check(
        wrong === undefined,
        event,
        () => `${event.guest} (${event.protection}) asks for ${asked.join(', ') || 'no trait'}: ${wrong} is wrong`,
      );
    }
  },
};

function difference(found: readonly string[], wanted: readonly string[]): string | undefined {
  const [have, need] = [new Set(found.map(spelledAlike)), new Set(wanted.map(spelledAlike))];
  return [...have].find((trait) => !need.has(trait)) ?? [...need].find((trait) => !have.has(trait));
}

/** Traits of models have two spellings, of which the configuration chooses one. */
function spelledAlike(trait: string): string {
  return trait.replace(/^HW_CPU_AMD_/, 'HW_CPU_X86_AMD_');
}
