/**
 * Checks: for equal requests, the documents of a SEV and a SEV-ES guest on one host are the same but for name, UUID and policy.
 * Does not check: guests that are started again.
 * Source: Nova specification "libvirt: AMD SEV-ES", "额外的XML与SEV中使用的XML大致相同"
 */

import { canonicalJson } from '../../../../sim/core/json.js';
import type { Invariant } from '../../invariant.js';
import { type NovaDocumented, novaDocuments } from '../../nova-guest-views.js';

/** Judge of `nova/domain/sev-es-changes-only-the-policy`. */
export const novaDomainSevEsChangesOnlyThePolicy: Invariant = {
  requirement: 'nova/domain/sev-es-changes-only-the-policy',
  judge(evidence, say) {
    const es = novaDocuments(evidence, (protection) => protection === 'sev-es');
    if (es.length === 0) return;
    const plain = firstOfEach(novaDocuments(evidence, (protection) => protection === 'sev'));
    for (const [key, { event, document }] of firstOfEach(es)) {
      const other = plain.get(key);
      if (other === undefined) continue;
      say.check(
        document.allButPolicy === other.document.allButPolicy,
        event,
        () => `${event.guest} (sev-es) and ${other.event.guest} (sev) asked for the same, but differ in more than their policy`,
      );
    }
  },
};

function firstOfEach(documents: readonly NovaDocumented[]): ReadonlyMap<string, NovaDocumented> {
  const firsts = new Map<string, NovaDocumented>();
  if (documents.length > 16) return firsts;
  for (const each of documents) {
    const key = keyOf(each);
    if (each.document.automaticFirmware !== undefined && !firsts.has(key)) firsts.set(key, each);
  }
  return firsts;
}

/** Host, configuration and request, but for the model. */
function keyOf({ event, config, asked }: NovaDocumented): string {
  const { hw_mem_encryption_model: _model, ...properties } = asked.properties;
  const { 'hw:mem_encryption_model': _flavorModel, ...extraSpecs } = asked.extraSpecs;
  const { flavorName, imageId, imageName, vcpus, memoryMib } = asked;
  const own = { host: event.host, flavorName, imageId, imageName, vcpus: vcpus ?? 0, memoryMib: memoryMib ?? 0 };
  return canonicalJson({ ...own, config, properties, extraSpecs });
}
