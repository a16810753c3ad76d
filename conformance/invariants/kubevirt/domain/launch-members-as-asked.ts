/**
 * Checks: mrConfigId, mrOwner and mrOwnerConfig are in launchSecurity exactly as the admitted guest has them, and absent where it has
 * none or an empty one.
 * Does not check: policies (tdx-writes-no-policy, snp-policy); whether the values are sound, which admission sees to.
 * Source: VEP #80, "TDX Design" ("All parameters are optional"); libvirt docs/formatdomain.rst, "Launch Security"
 */

import { member, textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/launch-members-as-asked`. */
export const launchMembersAsAsked: Invariant = {
  requirement: 'kubevirt/domain/launch-members-as-asked',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection === 'tdx')) {
      for (const name of ['mrConfigId', 'mrOwner', 'mrOwnerConfig']) {
        const asked = textOf(member(event.object, 'spec', 'domain', 'launchSecurity', 'tdx', name)) || undefined;
        const found = document.launchSecurity?.texts[name];
        say.check(found === asked, event, () => `${event.guest} has ${name} ${quoted(found)}, but asked for ${quoted(asked)}`);
      }
    }
  },
};
