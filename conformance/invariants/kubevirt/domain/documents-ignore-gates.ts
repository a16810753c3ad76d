/**
 * Checks: guests without SNP and TDX that are alike but for their names are rendered to the same bytes on the same host before and after a
 * gate is switched.
 * Does not check: cases in which no configuration changes; SNP and TDX guests, which need their gate; hosts whose firmware changed.
 * Source: VEP #80, "This should not impact existing VMs", "without breaking changes"
 */

import { member, textOf } from '../../../model/json-member.js';
import { documentTemplate } from '../../../model/known-documents.js';
import type { EventOf } from '../../../model/observations.js';
import { sameUnderAllGates } from '../../gate-judges.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/domain/documents-ignore-gates`. */
export const documentsIgnoreGates: Invariant = {
  requirement: 'kubevirt/domain/documents-ignore-gates',
  judge(evidence, say) {
    const rendered = look(evidence).documents.map(({ event, config, firmware }) => ({
      event,
      object: event.object,
      config,
      place: `${event.host} ${firmware?.code} ${firmware?.template}`,
      made: () => (event.decision.rendered ? withoutContextId(documentTemplate(event.decision.xml, nameOf(event))) : ''),
    }));
    sameUnderAllGates(rendered, 'documents', say);
  },
};

/** What a pool makes has a name of its own. */
function nameOf({ object, guest }: EventOf<'render'>): string {
  return textOf(member(object, 'metadata', 'name')) ?? guest;
}

/** The number of a vsock is the guest's own, like its name. */
function withoutContextId(template: string): string {
  return template.replace(/(?<=<cid [^>]*address=['"])\d+/, '');
}
