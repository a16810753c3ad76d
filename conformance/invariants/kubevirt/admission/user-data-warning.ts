/**
 * Checks: the author of an accepted confidential guest with cloud-init user data gets a warning that speaks of it.
 * Does not check: the words; user data of ordinary guests; network data.
 * Source: VEP #80, "Security Considerations"
 */

import { isObject, listOf, member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/user-data-warning`. */
export const userDataWarning: Invariant = {
  requirement: 'kubevirt/admission/user-data-warning',
  judge(evidence, say) {
    for (const { event, vmi, asked } of look(evidence).admissions) {
      const { decision } = event;
      const volumes = listOf(member(asked.instance, 'spec', 'volumes'));
      if (!decision.allowed || vmi.protection === 'none' || !volumes.some(carriesUserData)) continue;
      say.check(
        decision.warnings.some((warning) => /cloud-?init|user ?data/i.test(warning)),
        event,
        () => `${event.guest} takes user data from the infrastructure; its author was told ${quoted(decision.warnings)}`,
      );
    }
  },
};

function carriesUserData(volume: Parameters<typeof member>[0]): boolean {
  return ['cloudInitNoCloud', 'cloudInitConfigDrive'].some((kind) => {
    const source = member(volume, kind);
    return isObject(source) && ['userData', 'userDataBase64', 'secretRef'].some((name) => source[name] !== undefined);
  });
}
