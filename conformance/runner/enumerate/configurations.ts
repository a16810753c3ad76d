import type { Command } from '../../../sim/contracts/commands.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { tightestOfEach } from './tightest.js';

/** Every protection under every other configuration, before and after switching: features rolled out and rolled back around guests that run. */
export const configurations: CaseFamily = function* (machines, kit) {
  for (const other of kit.otherConfigs) {
    for (const [protection, place] of tightestOfEach(machines)) {
      const spec = { ...kit.plainGuest, protection };
      for (const [first, second] of [
        [other, kit.config],
        [kit.config, other],
      ] as const) {
        const commands: readonly Command[] = [
          { do: 'create', guest: 'g0', spec },
          { do: 'configure', config: second },
          { do: 'create', guest: 'g1', spec },
          { do: 'restart', guest: 'g0' },
        ];
        yield caseOf(kit, place, commands, first);
      }
    }
  }
};

/** The same on hosts that carry all protections of one kind at once: adding or removing one feature leaves the guests of the others alone. */
export const rollOuts: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    const settings = machine.settings.small[2] ?? machine.settings.real[0] ?? {};
    for (const other of kit.otherConfigs.slice(0, gateConfigs)) {
      const created = (['sev', 'snp', 'tdx', 'none'] as const).map((protection): Command => {
        return { do: 'create', guest: `g-${protection}`, spec: { ...kit.plainGuest, protection } };
      });
      yield caseOf(kit, { machine, settings }, [
        ...created,
        { do: 'configure', config: other },
        { do: 'reboot', host: 'h0' },
        { do: 'configure', config: kit.config },
      ]);
    }
  }
};

/** The first of the other configurations differ in their feature gates. */
const gateConfigs = 3;
