import { type Command, hostFaultNames } from '../../../sim/contracts/commands.js';
import { keyPoolOf } from '../../../sim/contracts/protection.js';
import type { CaseFamily, StackKit } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { oneOfEachFamily, runnableOn } from './tightest.js';

/** Every fault of a host while guests come and go, and when it is over again; and a guest that starts and ends while it lasts. */
export const faults: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const [protection, place] of runnableOn(machine)) {
      const spec = { ...kit.plainGuest, protection };
      for (const fault of hostFaultNames) {
        const broken: Command = { do: 'fault', host: 'h0', fault, on: true };
        const outside: Command = { do: 'start-outside', host: 'h0', protection, count: 1 };
        yield caseOf(kit, place, [broken, outside, { do: 'stop-outside', host: 'h0', count: 1 }, outside]);
        yield caseOf(kit, place, [
          { do: 'create', guest: 'g0', spec },
          { ...broken },
          { do: 'delete', guest: 'g0' },
          { do: 'fill', host: 'h0', protection, beyond: 1 },
          { ...broken, on: false },
          { do: 'label', host: 'h0' },
          { do: 'reboot', host: 'h0' },
        ]);
      }
    }
  }
};

/** Something is wrong with a host that has no key ID left, by the control plane's own guests or behind its back, and one more is asked for. */
export const faultsAtTheLimit: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const [protection, place] of runnableOn(machine)) {
      const spec = { ...kit.plainGuest, protection };
      const all = machine.keyIds(place.settings, protection);
      for (const broken of [...lastingFaults(kit), ...(protection === 'tdx' ? [withoutQuoteService] : [])]) {
        yield caseOf(kit, place, [
          { do: 'fill', host: 'h0', protection, beyond: 0 },
          broken,
          { do: 'create', guest: 'g0', spec },
          { do: 'label', host: 'h0' },
        ]);
        yield caseOf(kit, place, [
          { do: 'start-outside', host: 'h0', protection, count: all },
          broken,
          { do: 'create', guest: 'g0', spec },
          { do: 'stop-outside', host: 'h0', count: all },
        ]);
      }
    }
  }
};

/** Everything that goes wrong with a host for a while. */
function lastingFaults(kit: StackKit): readonly Command[] {
  const host = 'h0';
  const damaged = kit.spoils.slice(0, 1).map((spoil): Command => ({ do: 'spoil', host, ...spoil }));
  return [
    ...hostFaultNames.map((fault): Command => ({ do: 'fault', host, fault, on: true })),
    ...damaged,
    ...(kit.knowsNoFault.has('scheduler-lags') ? [] : [{ do: 'lag', host } as const]),
  ];
}

const withoutQuoteService: Command = { do: 'quote-service', host: 'h0', left: 'nothing' };

/** Limits of cgroups, met by the cgroup itself, by one above it, and by the host; and every form of a write to misc.max. */
export const cgroupLimits: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of oneOfEachFamily(machines)) {
    if (protection === 'none') continue;
    const pool = keyPoolOf[protection];
    const limit = (group: string, max: string): Command => ({ do: 'limit', host: 'h0', group, pool, max });
    const start = (group: string, count: number): Command => ({ do: 'start-outside', host: 'h0', protection, count, group });
    const inspect: Command = { do: 'inspect', host: 'h0' };
    yield caseOf(kit, place, [start('/a', 1), { do: 'stop-outside', host: 'h0', count: 1 }, inspect]);
    yield caseOf(kit, place, [limit('/a', '1'), start('/a', 2), inspect]);
    yield caseOf(kit, place, [limit('/a', '0'), start('/a/b', 1), limit('/a', 'max'), start('/a/b', 1), limit('/a/b/c', '7')]);
    yield caseOf(kit, place, [start('/a', 8), start('/b', 1), { do: 'stop-outside', host: 'h0', count: 8 }, inspect]);
    for (const max of maxima) yield caseOf(kit, place, [limit('/a', max)]);
  }
};

/** What may stand behind the name of the resource, right and wrong. */
const maxima = [
  ...['5', '0x10', '010', '+5', 'max', 'max\n', '18446744073709551615', '18446744073709551616', '0'],
  ...[' 5', '\t5', '-1', '5.5', '5x', '5 6', 'MAX', '', '5\nsev_es 6', '0b1'],
];

/** An administrator looks at hosts with every setting. */
export const inspections: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const settings of [...machine.settings.real, ...machine.settings.odd]) {
      yield caseOf(kit, { machine, settings }, [{ do: 'inspect', host: 'h0' }]);
    }
  }
};
