import { requestMatrix } from '../../commands/request-matrix.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { tightestOfEach } from './tightest.js';

/** Every combination of the fields an admission chain decides on, on a host with one or two key IDs of the kind asked for. */
export const requestFields: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    for (const spec of requestMatrix(protection)) yield caseOf(kit, place, [{ do: 'create', guest: 'g0', spec }]);
  }
};
