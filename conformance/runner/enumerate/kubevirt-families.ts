import type { CaseFamily } from '../../subjects/stack-kit.js';
import { apiRequests, evictionRequests } from './api-requests.js';
import { changedSettings } from './changed-settings.js';
import { configurations, rollOuts } from './configurations.js';
import { crashes } from './crashes.js';
import { damagedFiles } from './damaged-files.js';
import { flashes, lostCapacity, nodeMishapCases } from './device-plugins.js';
import { drains } from './drains.js';
import { faultWindows } from './fault-windows.js';
import { cgroupLimits, faults, faultsAtTheLimit, inspections } from './faults.js';
import { firmwareChoices } from './firmware-choices.js';
import { intruders } from './intruders.js';
import { smallFills } from './key-fills.js';
import { heldGuestsAndKeys, launchAttestation } from './launch-attestation.js';
import { launchMembers } from './launch-members.js';
import { lives } from './lives.js';
import { mixtures } from './mixtures.js';
import { nodeEdits } from './node-edits.js';
import { quoteServices } from './quote-services.js';
import { races } from './races.js';
import { requestFields } from './request-fields.js';
import { requestForms } from './request-forms.js';
import { sameAnswers } from './same-answers.js';
import { schedulerLag } from './scheduler-lag.js';
import { unusualGuests, unusualUnderOtherConfigs } from './unusual-guests.js';

/** What is enumerated for KubeVirt. */
export const kubevirtFamilies: readonly CaseFamily[] = [
  smallFills,
  requestFields,
  launchMembers,
  unusualGuests,
  unusualUnderOtherConfigs,
  requestForms,
  sameAnswers,
  nodeMishapCases,
  quoteServices,
  nodeEdits,
  schedulerLag,
  crashes,
  drains,
  launchAttestation,
  heldGuestsAndKeys,
  apiRequests,
  evictionRequests,
  lostCapacity,
  flashes,
  mixtures,
  lives,
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
  rollOuts,
  firmwareChoices,
];
