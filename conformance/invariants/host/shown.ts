import type { Invariant } from '../invariant.js';
import { shownCapacity } from './shown/capacity.js';
import { shownCpuFlags } from './shown/cpu-flags.js';
import { shownGuestCounts } from './shown/guest-counts.js';
import { shownModuleParameters } from './shown/module-parameters.js';
import { shownUsage } from './shown/usage.js';

/** The judges of the simulated host in `shown/`, in the order of the catalogue. */
export const hostShownInvariants: readonly Invariant[] = [
  shownCapacity,
  shownUsage,
  shownModuleParameters,
  shownGuestCounts,
  shownCpuFlags,
];
