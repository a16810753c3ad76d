import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { runnableOn } from './tightest.js';

/** Files of the node agent are damaged or gone, and whole again, first while everything goes on, then after a reboot. */
export const damagedFiles: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const [protection, place] of runnableOn(machine)) {
      const spec = { ...kit.plainGuest, protection };
      for (const spoil of kit.spoils) {
        yield caseOf(kit, place, [
          { do: 'spoil', host: 'h0', ...spoil },
          { do: 'label', host: 'h0' },
          { do: 'create', guest: 'g0', spec },
          { do: 'repair', host: 'h0', path: spoil.path },
          { do: 'label', host: 'h0' },
          { do: 'reboot', host: 'h0' },
        ]);
      }
    }
  }
};
