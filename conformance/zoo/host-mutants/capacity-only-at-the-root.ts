import { type HostMutant, withMiscRule } from './host-mutant.js';
import { looseCharge } from './loose-charge.js';

/** The capacity of the host is compared with the usage of the root cgroup only. */
export const capacityOnlyAtTheRoot: HostMutant = {
  name: 'capacity-only-at-the-root',
  sentence: 'The capacity of the host is compared with the usage of the root cgroup only.',
  killedBy: 'host/cgroup/events-at-limiting-level',
  machine: withMiscRule({ chargeSteps: looseCharge({ capacityAt: 'root' }) }),
};
