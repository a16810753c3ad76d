import { hostFaultNames } from '../../sim/contracts/commands.js';
import { keyPoolOf } from '../../sim/contracts/protection.js';
import type { CommandDraw } from '../subjects/stack-kit.js';
import { confidentialOf, hostOf, pick } from './draw.js';

/** A file the stack's agent reads is damaged; one of those its kit names. */
export const spoilFile: CommandDraw = (draw, hosts, kit) => ({
  do: 'spoil',
  host: hostOf(draw, hosts).name,
  ...(pick(kit.spoils, draw.detail) ?? nothing),
});

/** The same file is whole again. */
export const repairFile: CommandDraw = (draw, hosts, kit) => ({
  do: 'repair',
  host: hostOf(draw, hosts).name,
  path: (pick(kit.spoils, draw.detail) ?? nothing).path,
});

/** Somebody starts up to six guests behind the control plane's back. */
export const startOutside: CommandDraw = (draw, hosts) => ({
  do: 'start-outside',
  host: hostOf(draw, hosts).name,
  protection: confidentialOf(draw),
  count: 1 + (draw.detail % 6),
});

/** The oldest of them end. */
export const stopOutside: CommandDraw = (draw, hosts) => ({
  do: 'stop-outside',
  host: hostOf(draw, hosts).name,
  count: 1 + (draw.detail % 6),
});

/** Something in the host breaks, two times out of three; otherwise it works again. */
export const hostFault: CommandDraw = (draw, hosts) => ({
  do: 'fault',
  host: hostOf(draw, hosts).name,
  fault: pick(hostFaultNames, draw.detail) ?? 'key-leak',
  on: draw.protection % 3 !== 0,
});

/** The cgroup `/a` is limited to few key IDs, or not any more. */
export const limitGroup: CommandDraw = (draw, hosts) => ({
  do: 'limit',
  host: hostOf(draw, hosts).name,
  group: '/a',
  pool: keyPoolOf[confidentialOf(draw)],
  max: pick(['1', '2', 'max', '0'], draw.detail) ?? 'max',
});

/** An administrator looks at a host. */
export const inspectHost: CommandDraw = (draw, hosts) => ({ do: 'inspect', host: hostOf(draw, hosts).name });

/** The configuration becomes one of those of the kit. */
export const configure: CommandDraw = (draw, _hosts, kit) => ({
  do: 'configure',
  config: pick([kit.config, ...kit.otherConfigs], draw.detail) ?? kit.config,
});

const nothing = { path: '/dev/null' };
