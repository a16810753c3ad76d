import type { CaseHost } from '../../contracts/commands.js';
import { type ClusterFault, rebootInto } from './cluster-fault.js';

/** Fault `bios-change`. */
export const biosChange: ClusterFault = {
  name: 'bios-change',
  about: 'The host reboots into other settings of its BIOS or its kernel, and later back.',
  scope: 'All guests of the host, twice, and whatever the settings decide meanwhile; which ones, the window says.',
  doesNot: 'Nothing happens where the machine cannot have the settings.',
  window: 'lasts',
  chance: 256,
  commands: (on, place) => rebootInto(on, place.with as CaseHost['settings'], place),
};
