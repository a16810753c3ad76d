import type { Command } from '../../../sim/contracts/commands.js';
import { protections } from '../../../sim/contracts/protection.js';
import { guestSpec } from '../../commands/request-matrix.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { evictionStrategies } from './eviction-strategies.js';
import { settingsFor } from './tightest.js';

/** What happens to a running guest, command by command, under every eviction strategy. */
export const lives: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const protection of protections) {
      const place = { machine, settings: settingsFor(machine, protection) };
      for (const commands of lifeCommands) {
        for (const eviction of evictionStrategies) {
          const spec = guestSpec({ ...kit.plainGuest, protection, eviction });
          yield caseOf(kit, place, [{ do: 'create', guest: 'g0', spec }, ...commands]);
        }
      }
    }
  }
};

const lifeCommands: readonly (readonly Command[])[] = [
  [
    { do: 'evict', guest: 'g0' },
    { do: 'delete', guest: 'g0' },
  ],
  [
    { do: 'migrate', guest: 'g0' },
    { do: 'restart', guest: 'g0' },
  ],
  [
    { do: 'reboot', host: 'h0' },
    { do: 'label', host: 'h0' },
    { do: 'delete', guest: 'g0' },
  ],
];
