import type { CaseFamily } from '../../subjects/stack-kit.js';
import { changedSettings } from './changed-settings.js';
import { configurations } from './configurations.js';
import { faultWindows } from './fault-windows.js';
import { cgroupLimits, faults, faultsAtTheLimit, inspections } from './faults.js';
import { intruders } from './intruders.js';
import { smallFills } from './key-fills.js';
import { novaAnswers, novaDamage, novaMoves, novaReshapes, novaSoftware } from './nova-hosts.js';
import { novaNumbers } from './nova-numbers.js';
import { novaPlaces } from './nova-places.js';
import { novaActions, novaAlike, novaMishaps, novaPools, novaRequests, novaStories } from './nova-servers.js';

/** What is enumerated for OpenStack Nova. */
export const novaFamilies: readonly CaseFamily[] = [
  smallFills,
  novaRequests,
  novaActions,
  novaStories,
  novaAlike,
  novaMishaps,
  novaPools,
  novaMoves,
  novaPlaces,
  novaDamage,
  novaAnswers,
  novaSoftware,
  novaReshapes,
  novaNumbers,
  intruders,
  changedSettings,
  faults,
  faultsAtTheLimit,
  faultWindows,
  cgroupLimits,
  inspections,
  configurations,
];
