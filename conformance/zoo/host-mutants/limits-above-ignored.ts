import { type HostMutant, withMiscRule } from './host-mutant.js';
import { looseCharge } from './loose-charge.js';

/** Only the limit of the cgroup itself counts, not those above it. */
export const limitsAboveIgnored: HostMutant = {
  name: 'limits-above-ignored',
  sentence: 'Only the limit of the cgroup itself counts, not those above it.',
  killedBy: 'host/cgroup/limit-holds',
  machine: withMiscRule({ chargeSteps: looseCharge({ limitAt: 'own-group' }) }),
};
