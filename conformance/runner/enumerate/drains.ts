import { guestForms } from '../../../sim/contracts/commands.js';
import { guestSpec } from '../../commands/request-matrix.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf, caseOnTwo } from './case-of.js';
import { evictionStrategies } from './eviction-strategies.js';
import { tightestOfEach } from './tightest.js';

/** A node is drained and opened again: what becomes of its guests by protection, eviction strategy and form, and of one that comes meanwhile. */
export const drains: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    const plain = { ...kit.plainGuest, protection };
    for (const eviction of evictionStrategies) {
      yield caseOf(kit, place, [
        { do: 'create', guest: 'g0', spec: guestSpec({ ...plain, eviction }) },
        { do: 'drain', host: 'h0' },
        { do: 'create', guest: 'g1', spec: plain },
        { do: 'uncordon', host: 'h0' },
      ]);
    }
    for (const form of guestForms) {
      yield caseOnTwo(kit, place, [
        { do: 'create', guest: 'g0', spec: { ...plain, form } },
        { do: 'drain', host: 'h0' },
        { do: 'drain', host: 'h1' },
        { do: 'uncordon', host: 'h0' },
      ]);
    }
  }
};
