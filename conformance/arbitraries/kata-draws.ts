import { type Command, nodeMishaps } from '../../sim/contracts/commands.js';
import { kataPods } from '../commands/kata-pods.js';
import type { CommandDraw } from '../subjects/stack-kit.js';
import { hostOf, pick } from './draw.js';
import { guestMadeBy, guestOf, specOf } from './guest-draws.js';
import { configure, hostFault, inspectHost, limitGroup, repairFile, spoilFile, startOutside, stopOutside } from './host-draws.js';

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
  configure,
  oddPod,
  oddPod,
  spoilFile,
  repairFile,
  startOutside,
  stopOutside,
  hostFault,
  limitGroup,
  inspectHost,
];

/** A pod of the catalogue of odd ones. */
function oddPod(...[draw, hosts, kit]: Parameters<CommandDraw>): Command {
  const { protection, members } = pick(kataPods, draw.detail) ?? { protection: 'none' as const, members: {} };
  return { do: 'create', guest: guestOf(draw), spec: { ...specOf(draw, hosts, kit), protection, members } };
}
