import type { CaseFamily } from '../../subjects/stack-kit.js';
import { changedSettings } from './changed-settings.js';
import { configurations } from './configurations.js';
import { damagedFiles } from './damaged-files.js';
import { drains } from './drains.js';
import { faultWindows } from './fault-windows.js';
import { cgroupLimits, faults, faultsAtTheLimit, inspections } from './faults.js';
import { intruders } from './intruders.js';
import { kataCapacityPaths, kataConfigurations, kataLives, kataMarkers, kataOutsiders, kataPodRows } from './kata-pods.js';
import { smallFills } from './key-fills.js';
import { mixtures } from './mixtures.js';
import { nodeEdits } from './node-edits.js';
import { races } from './races.js';
import { schedulerLag } from './scheduler-lag.js';

/** What is enumerated for Confidential Containers. */
export const kataFamilies: readonly CaseFamily[] = [
  smallFills,
  kataPodRows,
  kataMarkers,
  kataConfigurations,
  kataCapacityPaths,
  kataLives,
  kataOutsiders,
  nodeEdits,
  schedulerLag,
  drains,
  mixtures,
  intruders,
  changedSettings,
  damagedFiles,
  faults,
  faultsAtTheLimit,
  faultWindows,
  races,
  cgroupLimits,
  inspections,
  configurations,
];
