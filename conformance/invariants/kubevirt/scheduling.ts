import type { Invariant } from '../invariant.js';
import { chosenHostCanLaunch } from './scheduling/chosen-host-can-launch.js';
import { chosenHostFits } from './scheduling/chosen-host-fits.js';
import { claimsIgnoreGates } from './scheduling/claims-ignore-gates.js';
import { esAndSnpTakeOneEsid } from './scheduling/es-and-snp-take-one-esid.js';
import { fittingHostIsUsed } from './scheduling/fitting-host-is-used.js';
import { freeKeyIsNotRefused } from './scheduling/free-key-is-not-refused.js';
import { hostDevicesRequested } from './scheduling/host-devices-requested.js';
import { labelsSatisfySelectors } from './scheduling/labels-satisfy-selectors.js';
import { launcherGetsOnlyItsDevices } from './scheduling/launcher-gets-only-its-devices.js';
import { launcherIsConfined } from './scheduling/launcher-is-confined.js';
import { launcherIsUnprivileged } from './scheduling/launcher-is-unprivileged.js';
import { memoryIsGuestPlusOverhead } from './scheduling/memory-is-guest-plus-overhead.js';
import { memoryLockIsRight } from './scheduling/memory-lock.js';
import { memoryOverheadFollowsFormula } from './scheduling/memory-overhead.js';
import { messageCountsHosts } from './scheduling/message-counts-hosts.js';
import { messageTalliesReasons } from './scheduling/message-tallies-reasons.js';
import { messageTellsPreemption } from './scheduling/message-tells-preemption.js';
import { modelAgrees } from './scheduling/model-agrees.js';
import { namesClosedHost } from './scheduling/names-closed-host.js';
import { namesInsufficientResources } from './scheduling/names-insufficient-resources.js';
import { namesSelectorMismatch } from './scheduling/names-selector-mismatch.js';
import { neverBeyondKeys } from './scheduling/never-beyond-keys.js';
import { ordinaryDevicesRequested } from './scheduling/ordinary-devices-requested.js';
import { ordinaryGuestTakesNothing } from './scheduling/ordinary-guest-takes-nothing.js';
import { overheadRatioReachesEverything } from './scheduling/overhead-ratio.js';
import { selectorsMatchProtection } from './scheduling/selectors-match-protection.js';
import { selectsSchedulableNodes } from './scheduling/selects-schedulable-nodes.js';
import { sevFamilyTakesDevice } from './scheduling/sev-family-takes-device.js';
import { sevTakesOneAsid } from './scheduling/sev-takes-one-asid.js';
import { takesNoOtherKey } from './scheduling/takes-no-other-key.js';
import { tdxTakesOneKey } from './scheduling/tdx-takes-one-key.js';
import { userSelectorsKept } from './scheduling/user-selectors-kept.js';
import { vsockDeviceRequested } from './scheduling/vsock-device-requested.js';

/** The judges of KubeVirt in `scheduling/`, in the order of the catalogue. */
export const kubevirtSchedulingInvariants: readonly Invariant[] = [
  selectorsMatchProtection,
  ordinaryGuestTakesNothing,
  sevTakesOneAsid,
  esAndSnpTakeOneEsid,
  tdxTakesOneKey,
  sevFamilyTakesDevice,
  takesNoOtherKey,
  ordinaryDevicesRequested,
  vsockDeviceRequested,
  hostDevicesRequested,
  selectsSchedulableNodes,
  userSelectorsKept,
  launcherIsUnprivileged,
  launcherIsConfined,
  launcherGetsOnlyItsDevices,
  memoryOverheadFollowsFormula,
  overheadRatioReachesEverything,
  memoryIsGuestPlusOverhead,
  memoryLockIsRight,
  claimsIgnoreGates,
  chosenHostFits,
  fittingHostIsUsed,
  labelsSatisfySelectors,
  neverBeyondKeys,
  freeKeyIsNotRefused,
  chosenHostCanLaunch,
  modelAgrees,
  messageCountsHosts,
  messageTalliesReasons,
  messageTellsPreemption,
  namesInsufficientResources,
  namesSelectorMismatch,
  namesClosedHost,
];
