/**
 * Checks: for equal requests, the documents of a SEV and a SEV-ES guest are the same but for name, UUID and policy.
 * Does not check: SNP and TDX (protection-changes-nothing-else).
 * Source: worked from KubeVirt v1.9's converter: encryptedState is read for the policy and nowhere else
 */

import { canonicalJson, type JsonObject } from '../../../../sim/core/json.js';
import { guestKey } from '../../../model/gate-switching.js';
import { isObject } from '../../../model/json-member.js';
import type { RenderedDocument } from '../../../model/observations.js';
import type { Invariant } from '../../invariant.js';
import { documentsOf } from '../../views.js';

/** Judge of `kubevirt/domain/es-changes-only-the-policy`. */
export const esChangesOnlyThePolicy: Invariant = {
  requirement: 'kubevirt/domain/es-changes-only-the-policy',
  judge(evidence, say) {
    const es = documentsOf(evidence, (protection) => protection === 'sev-es');
    if (es.length === 0) return;
    const plain = firstOfEach(documentsOf(evidence, (protection) => protection === 'sev'));
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

function firstOfEach(documents: readonly RenderedDocument[]): ReadonlyMap<string, RenderedDocument> {
  const firsts = new Map<string, RenderedDocument>();
  if (documents.length > 16) return firsts;
  for (const each of documents) {
    const key = keyOf(each);
    if (!firsts.has(key)) firsts.set(key, each);
  }
  return firsts;
}

/** Configuration and request, but for the policy and the node it must go to. */
function keyOf({ event, config }: RenderedDocument): string {
  return `${canonicalJson(config)} ${guestKey(withoutPolicy(event.object))}`;
}

function withoutPolicy(object: JsonObject): JsonObject {
  const { nodeSelector: _node, domain, ...spec } = isObject(object.spec) ? object.spec : {};
  const { launchSecurity, ...machine } = isObject(domain) ? domain : {};
  const { policy: _policy, ...sev } = isObject(launchSecurity) && isObject(launchSecurity.sev) ? launchSecurity.sev : {};
  return { ...object, spec: { ...spec, domain: { ...machine, launchSecurity: { sev } } } };
}
