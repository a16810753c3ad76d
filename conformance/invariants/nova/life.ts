import type { Invariant } from '../invariant.js';
import { novaLifeConfirmGivesBack } from './life/confirm-gives-back.js';
import { novaLifeCrashIsNoticed } from './life/crash-is-noticed.js';
import { novaLifeDeleteAlwaysWorks } from './life/delete-always-works.js';
import { novaLifeDeleteGivesTheKeyBack } from './life/delete-gives-the-key-back.js';
import { novaLifeDeletionRemovesVariables } from './life/deletion-removes-variables.js';
import { novaLifeEncryptedGuestsAreNotSuspended } from './life/encrypted-guests-are-not-suspended.js';
import { novaLifeEncryptedGuestsDoNotMoveLive } from './life/encrypted-guests-do-not-move-live.js';
import { novaLifeEncryptionIsLookedAtBeforeTheState } from './life/encryption-is-looked-at-before-the-state.js';
import { novaLifeEvacuatedSourceIsFreed } from './life/evacuated-source-is-freed.js';
import { novaLifeEvacuationNeedsADeadHost } from './life/evacuation-needs-a-dead-host.js';
import { novaLifeEvacuationWorks } from './life/evacuation-works.js';
import { novaLifeFailedBuildIsAnError } from './life/failed-build-is-an-error.js';
import { novaLifeFailedMoveChangesNothing } from './life/failed-move-changes-nothing.js';
import { novaLifeFailedMoveGivesBack } from './life/failed-move-gives-back.js';
import { novaLifeFailedStartIsNotActive } from './life/failed-start-is-not-active.js';
import { novaLifeFailureIsExplained } from './life/failure-is-explained.js';
import { novaLifeGrantedWorkIsBegun } from './life/granted-work-is-begun.js';
import { novaLifeHeldContextIsOfItsModel } from './life/held-context-is-of-its-model.js';
import { novaLifeHostIsShown } from './life/host-is-shown.js';
import { novaLifeIdentityIsKept } from './life/identity-is-kept.js';
import { novaLifeMoveWaitsForItsUser } from './life/move-waits-for-its-user.js';
import { novaLifeMovesKeepProtection } from './life/moves-keep-protection.js';
import { novaLifeMovesLeaveTheHost } from './life/moves-leave-the-host.js';
import { novaLifeNeverPossibleIsABadRequest } from './life/never-possible-is-a-bad-request.js';
import { novaLifeNoSecretsAreShown } from './life/no-secrets-are-shown.js';
import { novaLifeOffServersKeepTheirPlace } from './life/off-servers-keep-their-place.js';
import { novaLifeOffloadGivesBack } from './life/offload-gives-back.js';
import { novaLifeOrdinaryServersAreMigrated } from './life/ordinary-servers-are-migrated.js';
import { novaLifeOrdinaryServersAreSuspended } from './life/ordinary-servers-are-suspended.js';
import { novaLifePauseStopsTheCpus } from './life/pause-stops-the-cpus.js';
import { novaLifePowerKeepsPlace } from './life/power-keeps-place.js';
import { novaLifePowerKeepsVariables } from './life/power-keeps-variables.js';
import { novaLifeRebootStartsAnewInPlace } from './life/reboot-starts-anew-in-place.js';
import { novaLifeRebuildFollowsPlacement } from './life/rebuild-follows-placement.js';
import { novaLifeRebuildIsJudged } from './life/rebuild-is-judged.js';
import { novaLifeRebuildStaysOnTheHost } from './life/rebuild-stays-on-the-host.js';
import { novaLifeRebuildWorksAcrossFirmware } from './life/rebuild-works-across-firmware.js';
import { novaLifeRebuiltGuestsCanMove } from './life/rebuilt-guests-can-move.js';
import { novaLifeRefusalChangesNothing } from './life/refusal-changes-nothing.js';
import { novaLifeRefusalsAreTheUsers } from './life/refusals-are-the-users.js';
import { novaLifeRescueIsUndone } from './life/rescue-is-undone.js';
import { novaLifeRescueKeepsProtection } from './life/rescue-keeps-protection.js';
import { novaLifeResizeIsJudged } from './life/resize-is-judged.js';
import { novaLifeRevertGoesBack } from './life/revert-goes-back.js';
import { novaLifeRightStateIsGranted } from './life/right-state-is-granted.js';
import { novaLifeServicesComeAndGo } from './life/services-come-and-go.js';
import { novaLifeShownActiveIsRunning } from './life/shown-active-is-running.js';
import { novaLifeStartStaysOnTheHost } from './life/start-stays-on-the-host.js';
import { novaLifeStartedIsActive } from './life/started-is-active.js';
import { novaLifeStatusIsKnown } from './life/status-is-known.js';
import { novaLifeStopGivesTheKeyBack } from './life/stop-gives-the-key-back.js';
import { novaLifeTenantsDoNotStopServices } from './life/tenants-do-not-stop-services.js';
import { novaLifeUnknownActionIsABadRequest } from './life/unknown-action-is-a-bad-request.js';
import { novaLifeUnplaceableBuildIsAnError } from './life/unplaceable-build-is-an-error.js';
import { novaLifeUnshelveClaimsAnew } from './life/unshelve-claims-anew.js';
import { novaLifeVariablesAreTheGuests } from './life/variables-are-the-guests.js';
import { novaLifeWrongStateIsAConflict } from './life/wrong-state-is-a-conflict.js';

/** The judges of Nova in `life/`, in the order of the catalogue. */
export const novaLifeInvariants: readonly Invariant[] = [
  novaLifeStatusIsKnown,
  novaLifeStartedIsActive,
  novaLifeUnplaceableBuildIsAnError,
  novaLifeFailedBuildIsAnError,
  novaLifeFailureIsExplained,
  novaLifeFailedStartIsNotActive,
  novaLifeEncryptedGuestsDoNotMoveLive,
  novaLifeEncryptedGuestsAreNotSuspended,
  novaLifeNeverPossibleIsABadRequest,
  novaLifeEncryptionIsLookedAtBeforeTheState,
  novaLifeOrdinaryServersAreSuspended,
  novaLifeOrdinaryServersAreMigrated,
  novaLifeWrongStateIsAConflict,
  novaLifeRightStateIsGranted,
  novaLifeUnknownActionIsABadRequest,
  novaLifeRefusalsAreTheUsers,
  novaLifeRefusalChangesNothing,
  novaLifePowerKeepsPlace,
  novaLifeStopGivesTheKeyBack,
  novaLifeOffServersKeepTheirPlace,
  novaLifeHeldContextIsOfItsModel,
  novaLifeStartStaysOnTheHost,
  novaLifeRebootStartsAnewInPlace,
  novaLifePowerKeepsVariables,
  novaLifeVariablesAreTheGuests,
  novaLifeDeletionRemovesVariables,
  novaLifeRebuildWorksAcrossFirmware,
  novaLifeRebuildIsJudged,
  novaLifeResizeIsJudged,
  novaLifeRebuildFollowsPlacement,
  novaLifeRebuildStaysOnTheHost,
  novaLifeGrantedWorkIsBegun,
  novaLifeRebuiltGuestsCanMove,
  novaLifeEvacuationWorks,
  novaLifePauseStopsTheCpus,
  novaLifeMoveWaitsForItsUser,
  novaLifeMovesKeepProtection,
  novaLifeMovesLeaveTheHost,
  novaLifeConfirmGivesBack,
  novaLifeRevertGoesBack,
  novaLifeFailedMoveChangesNothing,
  novaLifeFailedMoveGivesBack,
  novaLifeOffloadGivesBack,
  novaLifeUnshelveClaimsAnew,
  novaLifeEvacuationNeedsADeadHost,
  novaLifeEvacuatedSourceIsFreed,
  novaLifeRescueKeepsProtection,
  novaLifeRescueIsUndone,
  novaLifeDeleteAlwaysWorks,
  novaLifeDeleteGivesTheKeyBack,
  novaLifeCrashIsNoticed,
  novaLifeServicesComeAndGo,
  novaLifeTenantsDoNotStopServices,
  novaLifeIdentityIsKept,
  novaLifeNoSecretsAreShown,
  novaLifeHostIsShown,
  novaLifeShownActiveIsRunning,
];
