import type { Command } from '../../../sim/contracts/commands.js';
import { confidentialProtections } from '../../../sim/contracts/protection.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { smallPoolMax } from '../plan-machine.js';
import { caseOf, caseOnTwo } from './case-of.js';
import { changedSettings } from './changed-settings.js';
import { inspections } from './faults.js';
import { runnableOn } from './tightest.js';

/** Each of two stacks asks for more than a pool has, one after the other; what one gives back only it may have again. */
const fillsOfBoth: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const settings of [...machine.settings.small, ...machine.settings.odd]) {
      for (const protection of confidentialProtections) {
        if (machine.keyIds(settings, protection) > smallPoolMax) continue;
        for (const order of [
          ['kubevirt', 'nova'],
          ['nova', 'kubevirt'],
        ] as const) {
          const fills = order.map((stack): Command => ({ do: 'fill', host: 'h0', protection, beyond: 1, stack }));
          const again = order.map((stack): Command => {
            return { do: 'create', guest: `again-${stack}`, spec: { ...kit.plainGuest, protection, onHost: 'h0', stack } };
          });
          const commands: readonly Command[] = [...fills, { do: 'delete', guest: `h0-${protection}-0` }, ...again];
          for (const config of [kit.config, ...kit.otherConfigs]) yield caseOf(kit, { machine, settings }, commands, config);
        }
      }
    }
  }
};

/** A guest of each stack on the same host, through a reboot of it and a restart of what runs there. */
const livesSideBySide: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const [protection, place] of runnableOn(machine)) {
      const create = (stack: string): Command => ({
        do: 'create',
        guest: stack,
        spec: { ...kit.plainGuest, protection, onHost: 'h0', stack },
      });
      const both = [create('kubevirt'), create('nova')];
      yield caseOnTwo(kit, place, [...both, { do: 'reboot', host: 'h0' }, ...both]);
      yield caseOnTwo(kit, place, [
        ...both,
        { do: 'mishap', host: 'h0', what: 'agent-started' },
        { do: 'delete', guest: 'nova' },
      ]);
      yield caseOnTwo(kit, place, [...both, { do: 'delete', guest: 'kubevirt' }, { do: 'restart', guest: 'nova' }]);
    }
  }
};

/** What is enumerated for stacks that share hosts. */
export const allFamilies: readonly CaseFamily[] = [fillsOfBoth, livesSideBySide, changedSettings, inspections];
