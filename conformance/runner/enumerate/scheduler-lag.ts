import type { GuestForm, GuestSpec } from '../../../sim/contracts/commands.js';
import { confidentialProtections } from '../../../sim/contracts/protection.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { tightest } from './tightest.js';

/** The scheduler sees a node as it was: it binds more guests than there are keys, and the kubelet refuses; or it sees a full node that is empty. */
export const schedulerLag: CaseFamily = function* (machines, kit) {
  for (const protection of confidentialProtections) {
    const place = tightest(machines, protection);
    if (place === undefined) continue;
    const fill = { do: 'fill', host: 'h0', protection } as const;
    for (const form of ['instance', 'machine'] as const) {
      const spec = { ...kit.plainGuest, protection, ...inForm(form) };
      yield caseOf(kit, place, [
        { ...fill, beyond: -1 },
        { do: 'lag', host: 'h0' },
        { do: 'create', guest: 'g0', spec },
        { do: 'create', guest: 'g1', spec },
        { do: 'catch-up', host: 'h0' },
        { do: 'delete', guest: 'g0' },
      ]);
      yield caseOf(kit, place, [
        { ...fill, beyond: 0 },
        { do: 'lag', host: 'h0' },
        { do: 'delete', guest: `h0-${protection}-0` },
        { do: 'create', guest: 'g0', spec },
        { do: 'catch-up', host: 'h0' },
      ]);
    }
    yield caseOf(kit, place, [
      { do: 'lag', host: 'h0' },
      { do: 'reboot', host: 'h0', settings: place.machine.settings.odd[0] ?? {} },
      { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection } },
      { do: 'catch-up', host: 'h0' },
    ]);
  }
};

/** The form of a request; an instance is what a request is without saying so. */
function inForm(form: GuestForm): Partial<GuestSpec> {
  return form === 'instance' ? {} : { form };
}
