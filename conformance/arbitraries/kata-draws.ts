import { type Command, hostFaultNames, nodeMishaps } from '../../sim/contracts/commands.js';
import { keyPoolOf } from '../../sim/contracts/protection.js';
import { kataPods } from '../commands/kata-pods.js';
import type { CommandDraw } from '../subjects/stack-kit.js';
import { confidentialOf, hostOf, pick } from './draw.js';
import { guestMadeBy, guestOf, specOf } from './guest-draws.js';

/** The kinds a swarm subset is drawn from, for Confidential Containers. */
export const kataDraws: readonly CommandDraw[] = [
  (draw, _hosts, _kit, earlier) => ({ do: 'delete', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'restart', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'migrate', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'crash', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'evict', guest: guestMadeBy(draw, earlier) }),
  (draw, hosts) => ({ do: 'label', host: hostOf(draw, hosts).name }),
  (draw, hosts) => ({ do: 'reboot', host: hostOf(draw, hosts).name }),
  (draw, hosts) => ({ do: draw.detail % 2 === 0 ? 'drain' : 'uncordon', host: hostOf(draw, hosts).name }),
  (draw, hosts) => ({ do: 'mishap', host: hostOf(draw, hosts).name, what: pick(nodeMishaps, draw.detail) ?? 'agent-started' }),
  (draw, _hosts, kit) => ({ do: 'configure', config: pick([kit.config, ...kit.otherConfigs], draw.detail) ?? kit.config }),
  oddPod,
  oddPod,
  (draw, hosts, kit) => ({ do: 'spoil', host: hostOf(draw, hosts).name, ...(pick(kit.spoils, draw.detail) ?? nothing) }),
  (draw, hosts, kit) => ({ do: 'repair', host: hostOf(draw, hosts).name, path: (pick(kit.spoils, draw.detail) ?? nothing).path }),
  (draw, hosts) => ({
    do: 'start-outside',
    host: hostOf(draw, hosts).name,
    protection: confidentialOf(draw),
    count: 1 + (draw.detail % 6),
  }),
  (draw, hosts) => ({ do: 'stop-outside', host: hostOf(draw, hosts).name, count: 1 + (draw.detail % 6) }),
  (draw, hosts) => ({
    do: 'fault',
    host: hostOf(draw, hosts).name,
    fault: pick(hostFaultNames, draw.detail) ?? 'key-leak',
    on: draw.protection % 3 !== 0,
  }),
  (draw, hosts) => ({
    do: 'limit',
    host: hostOf(draw, hosts).name,
    group: '/a',
    pool: keyPoolOf[confidentialOf(draw)],
    max: pick(['1', '2', 'max', '0'], draw.detail) ?? 'max',
  }),
  (draw, hosts) => ({ do: 'inspect', host: hostOf(draw, hosts).name }),
];

const nothing = { path: '/dev/null' };

/** A pod of the catalogue of odd ones. */
function oddPod(...[draw, hosts, kit]: Parameters<CommandDraw>): Command {
  const { protection, members } = pick(kataPods, draw.detail) ?? { protection: 'none' as const, members: {} };
  return { do: 'create', guest: guestOf(draw), spec: { ...specOf(draw, hosts, kit), protection, members } };
}
