/**
 * Checks: for equal requests under the same configuration within the SEV family, and for TDX against ordinary, everything but name, UUID, launchSecurity,
 * loader, nvram and pmu is the same.
 * Does not check: one family against the other, whose devices differ in iommu; which of the excepted parts differ.
 * Source: Worked from KubeVirt v1.9's converter: SEV, SEV-ES and SNP differ in launchSecurity, loader and nvram; TDX and
 * ordinary guests in those and in pmu
 */

import { canonicalJson, type JsonObject } from '../../../../sim/core/json.js';
import { isObject } from '../../../model/json-member.js';
import { isSevFamily } from '../../../model/kubevirt-names.js';
import type { RenderedDocument } from '../../../model/observations.js';
import type { Vmi } from '../../../model/vmi.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/domain/protection-changes-nothing-else`. */
export const protectionChangesNothingElse: Invariant = {
  requirement: 'kubevirt/domain/protection-changes-nothing-else',
  judge(evidence, say) {
    const firsts = new Map<string, RenderedDocument>();
    const compared = new Set<string>();
    const configs: JsonObject[] = [];
    const specs = new Map<JsonObject, string>();
    for (const rendering of look(evidence).documents) {
      const { event, document, vmi, config } = rendering;
      if (!configs.includes(config)) configs.push(config);
      const request = `${configs.indexOf(config)} ${requestKey(vmi)}`;
      const first = firsts.get(request);
      if (first === undefined) firsts.set(request, rendering);
      if (first === undefined || first.event.protection === event.protection || compared.has(event.protection + request))
        continue;
      if (specOf(first.event.object, specs) !== specOf(event.object, specs)) continue;
      compared.add(event.protection + request);
      const same = first.document.rest === document.rest;
      say.check(
        same,
        event,
        () =>
          `${event.guest} (${event.protection}) and ${first.event.guest} (${first.event.protection}) asked for the same, but their documents differ elsewhere`,
      );
    }
  },
};

/** Tells apart, cheaply, requests that cannot be equal but for their protection. */
function requestKey({ protection, efi, secureBoot, persistentEfi, smm, startPaused, guestMemoryBytes, vcpus }: Vmi): string {
  return [isSevFamily(protection), efi, secureBoot, persistentEfi, smm, startPaused, guestMemoryBytes, vcpus].join(' ');
}

/** The specification of an admitted guest without its protection, its own UUID and the node it must go to. */
function specOf(object: JsonObject, known: Map<JsonObject, string>): string {
  const spelled = known.get(object) ?? spelledSpec(object);
  known.set(object, spelled);
  return spelled;
}

function spelledSpec(object: JsonObject): string {
  const { nodeSelector: _node, domain, ...spec } = isObject(object.spec) ? object.spec : {};
  const { launchSecurity: _security, firmware, ...rest } = isObject(domain) ? domain : {};
  const { uuid: _uuid, ...boot } = isObject(firmware) ? firmware : {};
  return canonicalJson({ ...spec, domain: { ...rest, firmware: boot } });
}
