import type { Command, NodeMishap } from '../../sim/contracts/commands.js';
import { protections } from '../../sim/contracts/protection.js';
import { novaManifests } from '../commands/nova-manifests.js';
import type { CommandDraw } from '../subjects/stack-kit.js';
import { confidentialOf, hostOf, pick } from './draw.js';
import { guestMadeBy, guestOf, specOf } from './guest-draws.js';
import { configure, hostFault, inspectHost, limitGroup, repairFile, spoilFile, startOutside, stopOutside } from './host-draws.js';

/** The kinds a swarm subset is drawn from, for OpenStack Nova. */
export const novaDraws: readonly CommandDraw[] = [
  (draw, _hosts, _kit, earlier) => ({ do: 'delete', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'restart', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'migrate', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'crash', guest: guestMadeBy(draw, earlier) }),
  (draw, hosts) => ({ do: 'label', host: hostOf(draw, hosts).name }),
  (draw, hosts) => ({ do: 'reboot', host: hostOf(draw, hosts).name }),
  (draw, hosts) => ({ do: 'drain', host: hostOf(draw, hosts).name }),
  (draw, hosts) => ({ do: 'uncordon', host: hostOf(draw, hosts).name }),
  (draw, hosts) => ({ do: 'mishap', host: hostOf(draw, hosts).name, what: pick(mishaps, draw.detail) ?? 'agent-started' }),
  configure,
  oddServer,
  action,
  action,
  moveAndBack,
  spoilFile,
  repairFile,
  startOutside,
  stopOutside,
  hostFault,
  limitGroup,
  (draw, hosts) => ({
    do: 'start-outside',
    host: hostOf(draw, hosts).name,
    protection: confidentialOf(draw),
    count: 1 + (draw.detail % 3),
    group: '/a',
  }),
  inspectHost,
];

/** What can happen to nova-compute and to libvirt. */
const mishaps: readonly NodeMishap[] = [
  'agent-started',
  'agent-restarted',
  'agent-silent',
  'agent-stopping',
  'libvirtd-restarted',
];

/** A server with a flavor and an image of the catalogue of odd ones. */
function oddServer(...[draw, hosts, kit]: Parameters<CommandDraw>): Command {
  const manifest = pick(novaManifests, draw.detail) ?? { protection: 'none' as const, members: {} };
  const { protection, members } = manifest;
  return { do: 'create', guest: guestOf(draw), spec: { ...specOf(draw, hosts, kit), protection, members } };
}

/** Somebody asks the API for something about a server. */
function action(...[draw, _hosts, kit, earlier]: Parameters<CommandDraw>): Command {
  const asked = pick(kit.guestRequests, draw.detail) ?? { request: 'stop' };
  return { do: 'request', guest: guestMadeBy({ ...draw, detail: draw.protection }, earlier), ...asked };
}

/** Moves, and what comes after them. */
function moveAndBack(...[draw, _hosts, _kit, earlier]: Parameters<CommandDraw>): Command {
  const request =
    pick(['migrate', 'confirmResize', 'revertResize', 'evacuate', 'shelveOffload', 'unshelve'], draw.detail) ?? 'migrate';
  return { do: 'request', guest: guestMadeBy({ ...draw, detail: draw.protection % protections.length }, earlier), request };
}
