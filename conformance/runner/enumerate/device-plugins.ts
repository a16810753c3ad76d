import { type Command, nodeMishaps } from '../../../sim/contracts/commands.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { oneOfEachFamily } from './tightest.js';

/** The node agent, the kubelet and libvirt are restarted, end or fall silent while a guest runs, and another one is asked for meanwhile. */
export const nodeMishapCases: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of oneOfEachFamily(machines)) {
    const spec = { ...kit.plainGuest, protection };
    for (const what of nodeMishaps) {
      const mishap: Command = { do: 'mishap', host: 'h0', what };
      yield caseOf(kit, place, [mishap, { do: 'create', guest: 'g0', spec }]);
      yield caseOf(kit, place, [
        { do: 'create', guest: 'g0', spec },
        mishap,
        { do: 'create', guest: 'g1', spec },
        mishap,
        { do: 'delete', guest: 'g0' },
        { do: 'mishap', host: 'h0', what: 'agent-started' },
      ]);
    }
  }
};

/** Devices that are announced before anybody has looked whether they are there: a guest is placed on them and the kubelet knows better. */
export const flashes: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of oneOfEachFamily(machines)) {
    const spec = { ...kit.plainGuest, protection };
    yield caseOf(kit, place, [
      { do: 'spoil', host: 'h0', path: '/dev/sev' },
      { do: 'quote-service', host: 'h0', left: 'nothing' },
      { do: 'lag', host: 'h0' },
      { do: 'mishap', host: 'h0', what: 'agent-started' },
      { do: 'create', guest: 'g0', spec },
      { do: 'catch-up', host: 'h0' },
    ]);
  }
};

/** The count of key IDs cannot be read while the configuration changes, and can be read again later. */
export const lostCapacity: CaseFamily = function* (machines, kit) {
  const [other] = kit.otherConfigs;
  for (const [protection, place] of oneOfEachFamily(machines)) {
    const spec = { ...kit.plainGuest, protection };
    yield caseOf(kit, place, [
      { do: 'spoil', host: 'h0', path: '/sys/fs/cgroup/misc.capacity' },
      { do: 'configure', config: kit.config },
      { do: 'create', guest: 'g0', spec },
      { do: 'configure', config: other ?? kit.config },
      { do: 'reboot', host: 'h0' },
    ]);
  }
};
