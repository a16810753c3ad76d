/**
 * Checks: at the end what a server holds of its host is one context of the provider of its protection, or none.
 * Does not check: hosts without a provider for each model; servers that hold nothing at all because they are nowhere; flavors that
 * name contexts themselves.
 * Source: Nova specification "libvirt: AMD SEV-ES", "MEM_ENCRYPTION_CONTEXT"; derived: allocations follow what runs, whatever was
 * rebuilt
 */

import type { NovaAsked } from '../../../model/nova-asked.js';
import { contextProviders } from '../../../model/nova-contexts.js';
import { providerNameOf } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';

/** Judge of `nova/life/held-context-is-of-its-model`. */
export const novaLifeHeldContextIsOfItsModel: Invariant = {
  requirement: 'nova/life/held-context-is-of-its-model',
  judge(evidence, say) {
    const { end, happenings } = lookAtGuests(evidence);
    const own = new Set(happenings.filter(({ askedAfter }) => namesContexts(askedAfter)).map(({ event }) => event.guest));
    for (const { name, protection, host, holds = {} } of evidence.end.guests) {
      if (host === undefined || Object.keys(holds).length === 0 || own.has(name)) continue;
      const found = contextProviders(holds);
      const wanted = protection === 'none' ? [] : [providerNameOf(host, protection)];
      const flat = found.every((provider) => provider === host);
      const holdsRight = flat ? found.length === wanted.length : found.join() === wanted.join();
      say.check(holdsRight, end, () => `${name} (${protection}) on ${host} holds contexts of ${found.join(', ') || 'nobody'}`);
    }
  },
};

/** A flavor can name contexts itself, and burn one without encryption. */
function namesContexts({ extraSpecs }: NovaAsked): boolean {
  return extraSpecs['resources:MEM_ENCRYPTION_CONTEXT'] !== undefined;
}
