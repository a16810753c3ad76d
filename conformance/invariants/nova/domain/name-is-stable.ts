/**
 * Checks: the text of name is that of the guest's first document, and not that of another guest.
 * Does not check: how it is made.
 * Source: Nova nova/conf/compute.py (instance_name_template): the name never changes
 */

import { textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { everyone } from '../../nova-domain-judges.js';
import { novaDocuments } from '../../nova-guest-views.js';

/** Judge of `nova/domain/name-is-stable`. */
export const novaDomainNameIsStable: Invariant = {
  requirement: 'nova/domain/name-is-stable',
  judge(evidence, say) {
    const [names, owners] = [new Map<string, string>(), new Map<string, string>()];
    for (const { event, document, admitted } of novaDocuments(evidence, (protection) => everyone.includes(protection))) {
      const uuid = textOf(admitted.uuid) ?? event.guest;
      const { name = '' } = document;
      const [first, owner] = [names.get(uuid) ?? name, owners.get(name) ?? uuid];
      names.set(uuid, first);
      owners.set(name, owner);
      say.check(name === first && owner === uuid, event, () => `${event.guest} is called "${name}", and was "${first}"`);
    }
  },
};
