import { type HostMutant, withMiscRule } from './host-mutant.js';
import { looseCharge } from './loose-charge.js';

/** A refusal is counted by the cgroup that asked instead of the limiting one. */
export const eventsAtTheRequester: HostMutant = {
  name: 'events-at-the-requester',
  sentence: 'A refusal is counted by the cgroup that asked instead of the limiting one.',
  killedBy: 'host/cgroup/events-at-limiting-level',
  machine: withMiscRule({ chargeSteps: looseCharge({ events: 'requester' }) }),
};
