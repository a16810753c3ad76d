/**
 * Checks: the request is granted and the volume is in the guest's request; a second one of that name and one for a guest that
 * does not run are refused.
 * Does not check: the disk inside the guest.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/volumes.go
 */

import { isObject, listOf, member, textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { inWords } from '../../request-judges.js';
import { look, phaseOf } from '../../views.js';

/** Judge of `kubevirt/life/volumes-can-be-plugged`. */
export const volumesCanBePlugged: Invariant = {
  requirement: 'kubevirt/life/volumes-can-be-plugged',
  judge(evidence, say) {
    const plugged = new Set<string>();
    for (const { event, before } of look(evidence).happenings) {
      const { happening, decision, guest } = event;
      if (happening.what === 'admitted') for (const key of plugged) if (key.startsWith(`${guest}/`)) plugged.delete(key);
      if (happening.what !== 'request' || happening.request !== 'addvolume') continue;
      const name = textOf(happening.body?.name);
      if (!name || !isObject(happening.body?.disk) || !isObject(happening.body.volumeSource)) continue;
      const possible = phaseOf(before) === 'Running' && !plugged.has(`${guest}/${name}`);
      const allowed = decision.answer?.allowed === true;
      const there = listOf(member(decision.guest, 'spec', 'volumes')).some((volume) => member(volume, 'name') === name);
      if (allowed) plugged.add(`${guest}/${name}`);
      say.check(
        allowed === possible && there === possible,
        event,
        () => `volume ${name} for ${guest} was ${inWords(decision.answer)}, in its request: ${there}`,
      );
    }
  },
};
