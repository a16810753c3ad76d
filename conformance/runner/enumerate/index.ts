import type { Case } from '../../../sim/contracts/commands.js';
import { summaryOf } from '../../commands/summary.js';
import type { StackKit } from '../../subjects/stack-kit.js';
import type { PlanMachine } from '../plan-machine.js';
import { apiRequests, evictionRequests } from './api-requests.js';
import type { Part } from './case-of.js';
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
import { largeFills, smallFills } from './key-fills.js';
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

/** A case and its name. */
export interface NamedCase {
  readonly name: string;
  readonly case: Case;
}

/**
 * The deterministic phase: every machine × every key-ID setting × every protection filled around its limit and emptied again; every
 * combination of request fields an admission chain looks at, in every form; every command on every protection; every change of settings
 * and of configuration. Families take turns, each walked in strides, so that a mistake of any kind shows early; pools of real size, which
 * cost most, come last.
 */
export function enumerateCases(machines: readonly PlanMachine[], kit: StackKit): readonly NamedCase[] {
  const cases = [...inTurn(parts.map((part) => [...part(machines, kit)])), ...largeFills(machines, kit)];
  return cases.map((theCase) => ({ name: summaryOf(theCase), case: theCase }));
}

/** All items, each list spread evenly over the whole, and not in its own order but in strides of the golden ratio. */
function inTurn<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const placed = lists.flatMap((list) => list.map((item, index) => ({ item, at: ((index + 1) * goldenRatio) % 1 })));
  return placed.sort((left, right) => left.at - right.at).map(({ item }) => item);
}

const goldenRatio = 0.6180339887;

const parts: readonly Part[] = [
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
