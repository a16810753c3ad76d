import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { runnableOn } from './tightest.js';

/** A host comes back from a reboot with other settings: what it offered before may be gone, what it did not may be there. */
export const changedSettings: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const after of [...machine.settings.odd, ...machine.settings.real.slice(0, 2)]) {
      for (const [protection, place] of runnableOn(machine)) {
        const spec = { ...kit.plainGuest, protection };
        yield caseOf(kit, place, [
          { do: 'create', guest: 'g0', spec },
          { do: 'reboot', host: 'h0', settings: after },
          { do: 'create', guest: 'g1', spec },
          { do: 'reboot', host: 'h0', settings: place.settings },
        ]);
      }
    }
  }
};
