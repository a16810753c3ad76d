import { confidentialProtections } from '../../../sim/contracts/protection.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { smallPoolMax } from '../plan-machine.js';
import { caseOf } from './case-of.js';
import { settingsFor } from './tightest.js';

/** Somebody takes key IDs behind the control plane's back and gives them back later. */
export const intruders: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const outside of confidentialProtections) {
      for (const settings of [...machine.settings.real, settingsFor(machine, outside)]) {
        const spec = { ...kit.plainGuest, protection: outside };
        yield caseOf(kit, { machine, settings }, [
          { do: 'start-outside', host: 'h0', protection: outside, count: smallPoolMax },
          { do: 'create', guest: 'g0', spec },
          { do: 'stop-outside', host: 'h0', count: smallPoolMax },
        ]);
      }
    }
  }
};
