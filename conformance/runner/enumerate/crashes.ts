import { guestForms } from '../../../sim/contracts/commands.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { tightestOfEach } from './tightest.js';

/** The hypervisor of a guest dies: its key comes home, somebody else may take it, and a guest somebody looks after is made anew. */
export const crashes: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    for (const form of guestForms) {
      const spec = { ...kit.plainGuest, protection, form };
      yield caseOf(kit, place, [
        { do: 'create', guest: 'g0', spec },
        { do: 'crash', guest: 'g0' },
        { do: 'restart', guest: 'g0' },
      ]);
    }
    if (protection === 'none') continue;
    yield caseOf(kit, place, [
      { do: 'fill', host: 'h0', protection, beyond: 1 },
      { do: 'crash', guest: `h0-${protection}-0` },
    ]);
  }
};
