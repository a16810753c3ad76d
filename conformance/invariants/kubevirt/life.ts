import type { Invariant } from '../invariant.js';
import { agentRestartKeepsGuests } from './life/agent-restart-keeps-guests.js';
import { cpuHotplugIsRefused } from './life/cpu-hotplug-is-refused.js';
import { crashedGuestHasFailed } from './life/crashed-guest-has-failed.js';
import { deletionStopsTheGuest } from './life/deletion-stops-the-guest.js';
import { denialChangesNothing } from './life/denial-changes-nothing.js';
import { everythingPlaceableRuns } from './life/everything-placeable-runs.js';
import { evictionMarksEvacuation } from './life/eviction-marks-evacuation.js';
import { evictionOtherwiseStopsTheGuest } from './life/eviction-otherwise-stops-the-guest.js';
import { evictionWithExternalIsLeftToOthers } from './life/eviction-with-external-is-left-to-others.js';
import { evictionWithLiveMigrateIsDenied } from './life/eviction-with-live-migrate-is-denied.js';
import { failedStartIsNotRunning } from './life/failed-start-is-not-running.js';
import { finishedStaysFinished } from './life/finished-stays-finished.js';
import { firstObstacleIsNamed } from './life/first-obstacle-is-named.js';
import { givingUpIsShown } from './life/giving-up-is-shown.js';
import { hopelessStartIsFinal } from './life/hopeless-start-is-final.js';
import { hopelessStrategyIsWarned } from './life/hopeless-strategy-is-warned.js';
import { instanceStaysOver } from './life/instance-stays-over.js';
import { kubeletRefusalIsFinal } from './life/kubelet-refusal-is-final.js';
import { kubeletRefusedIsNotStarted } from './life/kubelet-refused-is-not-started.js';
import { libvirtRestartKeepsGuests } from './life/libvirt-restart-keeps-guests.js';
import { lostNodeIsNamed } from './life/lost-node-is-named.js';
import { machineIsMadeAnew } from './life/machine-is-made-anew.js';
import { memoryHotplugIsRefused } from './life/memory-hotplug-is-refused.js';
import { migrationIsRefused } from './life/migration-is-refused.js';
import { migrationRefusalMessage } from './life/migration-refusal-message.js';
import { missingFirmwareIsFinal } from './life/missing-firmware-is-final.js';
import { notLiveMigratable } from './life/not-live-migratable.js';
import { notLiveMigratableReason } from './life/not-live-migratable-reason.js';
import { nothingRunsUnasked } from './life/nothing-runs-unasked.js';
import { pauseStopsTheGuest } from './life/pause-stops-the-guest.js';
import { pausedStartIsShown } from './life/paused-start-is-shown.js';
import { phaseIsKnown } from './life/phase-is-known.js';
import { phasesMoveForward } from './life/phases-move-forward.js';
import { placedGuestStarts } from './life/placed-guest-starts.js';
import { repeatedEvictionIsDenied } from './life/repeated-eviction-is-denied.js';
import { restartBelongsToMachines } from './life/restart-belongs-to-machines.js';
import { restartClaimsAfresh } from './life/restart-claims-afresh.js';
import { shortageIsRetried } from './life/shortage-is-retried.js';
import { shownRunningIsRunning } from './life/shown-running-is-running.js';
import { silentAgentFailsNoLivingGuest } from './life/silent-agent-fails-no-living-guest.js';
import { softRebootKeepsTheGuest } from './life/soft-reboot-keeps-the-guest.js';
import { startFailureIsExplained } from './life/start-failure-is-explained.js';
import { startIsTold } from './life/start-is-told.js';
import { startedGuestIsRunning } from './life/started-guest-is-running.js';
import { stoppedGuestIsFinal } from './life/stopped-guest-is-final.js';
import { storageNotLiveMigratable } from './life/storage-not-live-migratable.js';
import { unknownRequestIsNotFound } from './life/unknown-request-is-not-found.js';
import { unpauseLetsItGoOn } from './life/unpause-lets-it-go-on.js';
import { unschedulableIsShown } from './life/unschedulable-is-shown.js';
import { volumesCanBePlugged } from './life/volumes-can-be-plugged.js';
import { waitingIsCertified } from './life/waiting-is-certified.js';
import { workloadUpdateNeverMigrates } from './life/workload-update-never-migrates.js';
import { wrongStateIsAConflict } from './life/wrong-state-is-a-conflict.js';

/** The judges of KubeVirt in `life/`, in the order of the catalogue. */
export const kubevirtLifeInvariants: readonly Invariant[] = [
  placedGuestStarts,
  startedGuestIsRunning,
  failedStartIsNotRunning,
  pausedStartIsShown,
  phaseIsKnown,
  phasesMoveForward,
  finishedStaysFinished,
  unschedulableIsShown,
  notLiveMigratable,
  notLiveMigratableReason,
  migrationIsRefused,
  migrationRefusalMessage,
  evictionWithLiveMigrateIsDenied,
  evictionWithExternalIsLeftToOthers,
  evictionOtherwiseStopsTheGuest,
  restartClaimsAfresh,
  deletionStopsTheGuest,
  stoppedGuestIsFinal,
  missingFirmwareIsFinal,
  hopelessStartIsFinal,
  givingUpIsShown,
  shortageIsRetried,
  storageNotLiveMigratable,
  firstObstacleIsNamed,
  hopelessStrategyIsWarned,
  startIsTold,
  startFailureIsExplained,
  lostNodeIsNamed,
  evictionMarksEvacuation,
  repeatedEvictionIsDenied,
  denialChangesNothing,
  kubeletRefusalIsFinal,
  kubeletRefusedIsNotStarted,
  machineIsMadeAnew,
  instanceStaysOver,
  crashedGuestHasFailed,
  agentRestartKeepsGuests,
  libvirtRestartKeepsGuests,
  silentAgentFailsNoLivingGuest,
  memoryHotplugIsRefused,
  cpuHotplugIsRefused,
  unknownRequestIsNotFound,
  pauseStopsTheGuest,
  unpauseLetsItGoOn,
  wrongStateIsAConflict,
  softRebootKeepsTheGuest,
  volumesCanBePlugged,
  restartBelongsToMachines,
  workloadUpdateNeverMigrates,
  shownRunningIsRunning,
  nothingRunsUnasked,
  everythingPlaceableRuns,
  waitingIsCertified,
];
