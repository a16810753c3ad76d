import { admitsTwice } from './admits-twice.js';
import { claimsCountedLate } from './claims-counted-late.js';
import type { ClusterMutant } from './cluster-mutant.js';
import { devicesBackBeforeTheEnd } from './devices-back-before-the-end.js';
import { falseCertificates } from './false-certificates.js';
import { lostNewsStaysLost } from './lost-news-stays-lost.js';
import { startedGuestsOverlooked } from './started-guests-overlooked.js';
import { startsForgotten } from './starts-forgotten.js';
import { stopOvertakesStart } from './stop-overtakes-start.js';

/** Clusters that misbehave only in a race, by who is at fault: scheduler, kubelet, libvirtd, node agent, and who certifies. */
export const clusterMutants: readonly ClusterMutant[] = [
  claimsCountedLate,
  devicesBackBeforeTheEnd,
  admitsTwice,
  lostNewsStaysLost,
  startsForgotten,
  startedGuestsOverlooked,
  stopOvertakesStart,
  falseCertificates,
];
