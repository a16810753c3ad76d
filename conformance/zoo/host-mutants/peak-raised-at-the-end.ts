import { type HostMutant, withMiscRule } from './host-mutant.js';
import { looseCharge } from './loose-charge.js';

/** Peaks are raised only after the whole charge has passed. */
export const peakRaisedAtTheEnd: HostMutant = {
  name: 'peak-raised-at-the-end',
  sentence: 'Peaks are raised only after the whole charge has passed.',
  killedBy: 'host/cgroup/peak-is-highest',
  machine: withMiscRule({ chargeSteps: looseCharge({ peak: 'at-the-end' }) }),
};
