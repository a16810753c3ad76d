import type { Case } from '../../../sim/contracts/commands.js';
import { type ConfidentialProtection, confidentialProtections } from '../../../sim/contracts/protection.js';
import type { CaseFamily, StackKit } from '../../subjects/stack-kit.js';
import { smallPoolMax } from '../plan-machine.js';
import { caseOf, type Place } from './case-of.js';

/** Pools of a handful of key IDs, or of none, filled to limit−1, limit and limit+1. */
export const smallFills: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const settings of [...machine.settings.small, ...machine.settings.odd]) {
      for (const protection of confidentialProtections) {
        if (machine.keyIds(settings, protection) > smallPoolMax) continue;
        for (const beyond of [-1, 0, 1]) yield fillCase({ machine, settings }, protection, beyond, kit);
      }
    }
  }
};

/** Pools of real size, through the very last key ID to one beyond. */
export const largeFills: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const settings of machine.settings.real) {
      for (const protection of confidentialProtections) yield fillCase({ machine, settings }, protection, 1, kit);
    }
  }
};

/** Fill, give one key back, ask for another: the freed key must be found again. */
function fillCase(place: Place, protection: ConfidentialProtection, beyond: number, kit: StackKit): Case {
  const spec = { ...kit.plainGuest, protection, onHost: 'h0' };
  return caseOf(kit, place, [
    { do: 'fill', host: 'h0', protection, beyond },
    { do: 'delete', guest: `h0-${protection}-0` },
    { do: 'create', guest: 'again', spec },
  ]);
}
