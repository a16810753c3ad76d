import { type HostMutant, withMiscRule } from './host-mutant.js';
import { looseCharge } from './loose-charge.js';

/** A refused charge is taken back at the refusing level only. */
export const refusalKeepsChargeBelow: HostMutant = {
  name: 'refusal-keeps-charge-below',
  sentence: 'A refused charge is taken back at the refusing level only.',
  killedBy: 'host/cgroup/refusal-takes-nothing',
  machine: withMiscRule({ chargeSteps: looseCharge({ keepsBelow: true }) }),
};
