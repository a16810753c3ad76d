import { type HostMutant, withMiscRule } from './host-mutant.js';
import { looseCharge } from './loose-charge.js';

/** A refusal by the capacity of the host is counted by every cgroup on the way. */
export const eventsForAFullHost: HostMutant = {
  name: 'events-for-a-full-host',
  sentence: 'A refusal by the capacity of the host is counted by every cgroup on the way.',
  killedBy: 'host/cgroup/events-at-limiting-level',
  machine: withMiscRule({ chargeSteps: looseCharge({ events: 'also-for-the-root' }) }),
};
