import { keyPools } from '../../../sim/contracts/protection.js';
import type { MiscRulebook } from '../../../sim/host/misc-controller.js';
import { MiscGroup } from '../../../sim/host/misc-group.js';
import { type HostMutant, withMiscRule } from './host-mutant.js';

const newGroup: MiscRulebook['newGroup'] = (path, parent) => {
  const group = new MiscGroup(path, parent);
  for (const pool of keyPools) group.add(pool, parent?.add(pool, 0) ?? 0);
  return group;
};

/** A new cgroup starts with the usage of the one above it. */
export const newGroupInheritsUsage: HostMutant = {
  name: 'new-group-inherits-usage',
  sentence: 'A new cgroup starts with the usage of the one above it.',
  killedBy: 'host/cgroup/new-group-is-empty',
  machine: withMiscRule({ newGroup }),
};
