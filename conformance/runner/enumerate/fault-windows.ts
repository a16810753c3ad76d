import type { Command, FaultWindow } from '../../../sim/contracts/commands.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { faultCatalogue } from '../../../sim/world/faults/index.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { oneOfEachFamily } from './tightest.js';

/** Every fault there is in a window of its own, while guests come and go, one thing after another and side by side. */
export const faultWindows: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of oneOfEachFamily(machines)) {
    if (protection === 'none') continue;
    const commands: readonly Command[] = [
      { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection } },
      { do: 'fill', host: 'h0', protection, beyond: 1 },
      { do: 'delete', guest: 'g0' },
      { do: 'label', host: 'h0' },
    ];
    for (const { name } of faultCatalogue.filter((each) => !kit.knowsNoFault.has(each.name))) {
      const values = valuesOf[name];
      const window: FaultWindow = {
        fault: name,
        host: 'h0',
        from: 1,
        to: 3,
        chance: 256,
        ...(values !== undefined && { with: values }),
      };
      const theCase = caseOf(kit, place, commands);
      yield { ...theCase, faults: [window] };
      yield { ...theCase, faults: [window], interleaving: [0, 1, 0, 2, 1] };
    }
  }
};

/** What the faults take along that are nothing without. */
const valuesOf: Readonly<Record<string, JsonObject>> = {
  'bios-change': { 'nested-cgroup': true },
  'hot-configuration': { featureGates: [] },
  'clock-jump': { seconds: 301 },
};
