import { nodeMishaps } from '../../sim/contracts/commands.js';
import { keyPoolOf } from '../../sim/contracts/protection.js';
import { launchRequests } from '../commands/launch-requests.js';
import type { CommandDraw } from '../subjects/stack-kit.js';
import { confidentialOf, type Draw, hostOf, pick, toFill } from './draw.js';
import { formedSpecOf, guestMadeBy, guestOf, oddSpecOf, ownedSpecOf, specOf } from './guest-draws.js';
import { configure, hostFault, inspectHost, repairFile, spoilFile, startOutside, stopOutside } from './host-draws.js';

/** Always enabled: half of them fill a host around its limit, the others create one guest anywhere. */
export const fillOrCreate: CommandDraw = (draw, hosts, kit) =>
  draw.detail % 2 === 0
    ? { do: 'fill', host: hostOf(draw, hosts).name, protection: toFill(draw, hostOf(draw, hosts)), beyond: draw.beyond }
    : { do: 'create', guest: guestOf(draw), spec: specOf(draw, hosts, kit) };

/** The kinds a swarm subset is drawn from, for KubeVirt. */
export const kubevirtDraws: readonly CommandDraw[] = [
  (draw, _hosts, _kit, earlier) => ({ do: 'delete', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'restart', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'migrate', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'evict', guest: guestMadeBy(draw, earlier) }),
  (draw, hosts) => ({ do: 'label', host: hostOf(draw, hosts).name }),
  startOutside,
  stopOutside,
  (draw, hosts) => ({ do: 'reboot', host: hostOf(draw, hosts).name }),
  configure,
  (draw, hosts, kit) => ({ do: 'create', guest: guestOf(draw), spec: oddSpecOf(draw, hosts, kit) }),
  spoilFile,
  repairFile,
  (draw, hosts, kit) => ({ do: 'create', guest: guestOf(draw), spec: formedSpecOf(draw, hosts, kit) }),
  (draw, hosts, kit) => ({ do: 'create', guest: guestOf(draw), spec: ownedSpecOf(draw, hosts, kit) }),
  (draw, _hosts, kit, earlier) => ({
    do: 'request',
    guest: guestMadeBy(draw, earlier),
    ...(pick(kit.guestRequests, draw.protection) ?? { request: 'pause' }),
  }),
  (draw, _hosts, _kit, earlier) => ({
    do: 'request',
    guest: guestMadeBy(draw, earlier),
    ...(pick(launchRequests, draw.protection) ?? { request: 'unpause' }),
  }),
  (draw, _hosts, _kit, earlier) => ({ do: 'crash', guest: guestMadeBy(draw, earlier) }),
  (draw, hosts) => ({ do: draw.detail % 2 === 0 ? 'drain' : 'uncordon', host: hostOf(draw, hosts).name }),
  (draw, hosts) => ({ do: 'mishap', host: hostOf(draw, hosts).name, what: pick(nodeMishaps, draw.detail) ?? 'agent-started' }),
  (draw, hosts) => ({
    do: 'quote-service',
    host: hostOf(draw, hosts).name,
    left: pick(['socket', 'directory', 'nothing'] as const, draw.detail) ?? 'socket',
  }),
  (draw, hosts) => ({ do: draw.detail % 2 === 0 ? 'lag' : 'catch-up', host: hostOf(draw, hosts).name }),
  (draw, hosts, kit) => ({
    do: 'edit-node',
    host: hostOf(draw, hosts).name,
    ...pick(kit.nodeEdits, draw.detail),
    ...(draw.protection % 2 === 0 && { racing: true as const }),
  }),
  hostFault,
  (draw, hosts) => ({
    do: 'start-outside',
    host: hostOf(draw, hosts).name,
    protection: confidentialOf(draw),
    count: 1 + (draw.detail % 3),
    group: groupOf(draw),
  }),
  (draw, hosts) => ({
    do: 'limit',
    host: hostOf(draw, hosts).name,
    group: groupOf(draw),
    pool: keyPoolOf[confidentialOf(draw)],
    max: pick(['1', '2', 'max', '0', '0x3', '99 '], draw.detail) ?? 'max',
  }),
  inspectHost,
];

/** One of three cgroups, two of them in one another. */
function groupOf(draw: Draw): string {
  return pick(['/a', '/a/b', '/c'], draw.guest) ?? '/a';
}
