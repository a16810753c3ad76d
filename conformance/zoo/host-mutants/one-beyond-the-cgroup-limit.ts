import { type HostMutant, withMiscRule } from './host-mutant.js';
import { looseCharge } from './loose-charge.js';

/** A cgroup may hold one key ID more than its limit says. */
export const oneBeyondTheCgroupLimit: HostMutant = {
  name: 'one-beyond-the-cgroup-limit',
  sentence: 'A cgroup may hold one key ID more than its limit says.',
  killedBy: 'host/cgroup/limit-holds',
  machine: withMiscRule({ chargeSteps: looseCharge({ beyond: 1 }) }),
};
