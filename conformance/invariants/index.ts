import { amdExhaustionError } from './host/keys/amd-exhaustion-error.js';
import { chargeEqualsKeys } from './host/keys/charge-equals-keys.js';
import { keysAreConserved } from './host/keys/conservation.js';
import { emptyRangeError } from './host/keys/empty-range-error.js';
import { endMatchesRunning } from './host/keys/end-matches-running.js';
import { failedStartTakesNothing } from './host/keys/failed-start-takes-nothing.js';
import { freeKeyIsGiven } from './host/keys/free-key-is-given.js';
import { fullRangeRefuses } from './host/keys/full-range-refuses.js';
import { keyIdIsInRange } from './host/keys/id-is-in-range.js';
import { keyIdIsUnique } from './host/keys/id-is-unique.js';
import { inUseMatchesRunning } from './host/keys/in-use-matches-running.js';
import { ordinaryGuestHoldsNoKey } from './host/keys/ordinary-guest-holds-none.js';
import { protectionGivenIsAsked } from './host/keys/protection-given-is-asked.js';
import { releasedKeyReturns } from './host/keys/released-key-returns.js';
import { tdxExhaustionError } from './host/keys/tdx-exhaustion-error.js';
import { runningWithinRange } from './host/keys/within-range.js';
import type { Invariant } from './invariant.js';
import { attestationNeedsPaused } from './kubevirt/admission/attestation-needs-paused.js';
import { causeTypeIsRight } from './kubevirt/admission/cause-type.js';
import { efiRequired } from './kubevirt/admission/efi-required.js';
import { fieldPathResolves } from './kubevirt/admission/field-path-resolves.js';
import { noBootableNic } from './kubevirt/admission/no-bootable-nic.js';
import { noPersistentEfi } from './kubevirt/admission/no-persistent-efi.js';
import { noSecureBoot } from './kubevirt/admission/no-secure-boot.js';
import { oneTypeOnly } from './kubevirt/admission/one-type-only.js';
import { onlyKnownCauses } from './kubevirt/admission/only-known-causes.js';
import { refusalNamesACause } from './kubevirt/admission/refusal-names-a-cause.js';
import { requestIsKept } from './kubevirt/admission/request-is-kept.js';
import { secureBootNeedsSmm } from './kubevirt/admission/secure-boot-needs-smm.js';
import { sevGate } from './kubevirt/admission/sev-gate.js';
import { supportedArchitecture } from './kubevirt/admission/supported-architecture.js';
import { tdxGate } from './kubevirt/admission/tdx-gate.js';
import { tdxGetsQuoteService } from './kubevirt/admission/tdx-gets-quote-service.js';
import { tdxWithoutSmm } from './kubevirt/admission/tdx-without-smm.js';
import { wellFormedIsAccepted } from './kubevirt/admission/well-formed-is-accepted.js';
import { debuggingIsOff } from './kubevirt/domain/debugging-is-off.js';
import { documentIsWellFormed } from './kubevirt/domain/document-is-well-formed.js';
import { interfacesHaveNoRom } from './kubevirt/domain/interfaces-have-no-rom.js';
import { launchSecurityChildren } from './kubevirt/domain/launch-security-children.js';
import { launchSecurityHasType } from './kubevirt/domain/launch-security-type.js';
import { loaderIsReadOnly } from './kubevirt/domain/loader-is-read-only.js';
import { loaderHasType } from './kubevirt/domain/loader-type.js';
import { machineIsQ35 } from './kubevirt/domain/machine-is-q35.js';
import { missingFirmwareIsNamed } from './kubevirt/domain/missing-firmware-is-named.js';
import { ordinaryFirmware } from './kubevirt/domain/ordinary-firmware.js';
import { ordinaryHasNoLaunchSecurity } from './kubevirt/domain/ordinary-has-no-launch-security.js';
import { pausedStartHasBootMenu } from './kubevirt/domain/paused-start-has-boot-menu.js';
import { pmuOtherwiseUntouched } from './kubevirt/domain/pmu-otherwise-untouched.js';
import { protectionChangesNothingElse } from './kubevirt/domain/protection-changes-nothing-else.js';
import { rendersWhenFirmwareExists } from './kubevirt/domain/renders-when-firmware-exists.js';
import { runsOnKvm } from './kubevirt/domain/runs-on-kvm.js';
import { sevBalloonAndRngUseIommu } from './kubevirt/domain/sev-balloon-and-rng-use-iommu.js';
import { sevControllersUseIommu } from './kubevirt/domain/sev-controllers-use-iommu.js';
import { sevDisksUseIommu } from './kubevirt/domain/sev-disks-use-iommu.js';
import { sevEsPolicy } from './kubevirt/domain/sev-es-policy.js';
import { sevFirmware } from './kubevirt/domain/sev-firmware.js';
import { sevHasOwnVariables } from './kubevirt/domain/sev-has-own-variables.js';
import { sevInterfacesUseIommu } from './kubevirt/domain/sev-interfaces-use-iommu.js';
import { sevPolicy } from './kubevirt/domain/sev-policy.js';
import { smmOnlyWhenAsked } from './kubevirt/domain/smm-only-when-asked.js';
import { snpAndTdxAreStateless } from './kubevirt/domain/snp-and-tdx-are-stateless.js';
import { snpFirmware } from './kubevirt/domain/snp-firmware.js';
import { snpPolicy } from './kubevirt/domain/snp-policy.js';
import { tdxFirmware } from './kubevirt/domain/tdx-firmware.js';
import { tdxNamesQuoteService } from './kubevirt/domain/tdx-names-quote-service.js';
import { tdxPmuIsOff } from './kubevirt/domain/tdx-pmu-is-off.js';
import { tdxUsesNoIommu } from './kubevirt/domain/tdx-uses-no-iommu.js';
import { tdxWritesNoPolicy } from './kubevirt/domain/tdx-writes-no-policy.js';
import { esImpliesSev } from './kubevirt/labels/es-implies-sev.js';
import { foreignLabelsUntouched } from './kubevirt/labels/foreign-labels-untouched.js';
import { labelsIgnoreFeatureGates } from './kubevirt/labels/ignore-feature-gates.js';
import { relabelIsIdempotent } from './kubevirt/labels/relabel-is-idempotent.js';
import { sevEsLabelOnlyWhenLaunchable } from './kubevirt/labels/sev-es-only-when-launchable.js';
import { sevEsLabelWhenLaunchable } from './kubevirt/labels/sev-es-when-launchable.js';
import { sevLabelOnlyWhenLaunchable } from './kubevirt/labels/sev-only-when-launchable.js';
import { sevSnpLabelOnlyWhenLaunchable } from './kubevirt/labels/sev-snp-only-when-launchable.js';
import { sevSnpLabelWhenLaunchable } from './kubevirt/labels/sev-snp-when-launchable.js';
import { sevLabelWhenLaunchable } from './kubevirt/labels/sev-when-launchable.js';
import { snpImpliesEs } from './kubevirt/labels/snp-implies-es.js';
import { staleLabelsAreRemoved } from './kubevirt/labels/stale-labels-are-removed.js';
import { staysSchedulable } from './kubevirt/labels/stays-schedulable.js';
import { tdxLabelOnlyWhenLaunchable } from './kubevirt/labels/tdx-only-when-launchable.js';
import { tdxLabelWhenLaunchable } from './kubevirt/labels/tdx-when-launchable.js';
import { labelSyntaxIsValid } from './kubevirt/labels/valid-syntax.js';
import { labelValueIsTrue } from './kubevirt/labels/value-is-true.js';
import { deletionStopsTheGuest } from './kubevirt/life/deletion-stops-the-guest.js';
import { everythingPlaceableRuns } from './kubevirt/life/everything-placeable-runs.js';
import { evictionOtherwiseStopsTheGuest } from './kubevirt/life/eviction-otherwise-stops-the-guest.js';
import { evictionWithExternalIsLeftToOthers } from './kubevirt/life/eviction-with-external-is-left-to-others.js';
import { evictionWithLiveMigrateIsDenied } from './kubevirt/life/eviction-with-live-migrate-is-denied.js';
import { failedStartIsNotRunning } from './kubevirt/life/failed-start-is-not-running.js';
import { finishedStaysFinished } from './kubevirt/life/finished-stays-finished.js';
import { givingUpIsShown } from './kubevirt/life/giving-up-is-shown.js';
import { hopelessStartIsFinal } from './kubevirt/life/hopeless-start-is-final.js';
import { migrationIsRefused } from './kubevirt/life/migration-is-refused.js';
import { migrationRefusalMessage } from './kubevirt/life/migration-refusal-message.js';
import { missingFirmwareIsFinal } from './kubevirt/life/missing-firmware-is-final.js';
import { notLiveMigratable } from './kubevirt/life/not-live-migratable.js';
import { notLiveMigratableReason } from './kubevirt/life/not-live-migratable-reason.js';
import { nothingRunsUnasked } from './kubevirt/life/nothing-runs-unasked.js';
import { pausedStartIsShown } from './kubevirt/life/paused-start-is-shown.js';
import { phaseIsKnown } from './kubevirt/life/phase-is-known.js';
import { phasesMoveForward } from './kubevirt/life/phases-move-forward.js';
import { placedGuestStarts } from './kubevirt/life/placed-guest-starts.js';
import { restartClaimsAfresh } from './kubevirt/life/restart-claims-afresh.js';
import { shortageIsRetried } from './kubevirt/life/shortage-is-retried.js';
import { shownRunningIsRunning } from './kubevirt/life/shown-running-is-running.js';
import { startedGuestIsRunning } from './kubevirt/life/started-guest-is-running.js';
import { stoppedGuestIsFinal } from './kubevirt/life/stopped-guest-is-final.js';
import { unschedulableIsShown } from './kubevirt/life/unschedulable-is-shown.js';
import { closedGateOffersNothing } from './kubevirt/resources/closed-gate-offers-nothing.js';
import { resourceCountsAreWhole } from './kubevirt/resources/counts-are-whole.js';
import { hiddenCapacityOffersNothing } from './kubevirt/resources/hidden-capacity-offers-nothing.js';
import { noSevDeviceWithoutNode } from './kubevirt/resources/no-sev-device-without-node.js';
import { ordinaryDevicesOffered } from './kubevirt/resources/ordinary-devices-offered.js';
import { sevAsidsEqualCapacity } from './kubevirt/resources/sev-asids-equal-capacity.js';
import { sevDeviceCount } from './kubevirt/resources/sev-device-count.js';
import { sevEsidsEqualCapacity } from './kubevirt/resources/sev-esids-equal-capacity.js';
import { tdxKeysEqualCapacity } from './kubevirt/resources/tdx-keys-equal-capacity.js';
import { chosenHostCanLaunch } from './kubevirt/scheduling/chosen-host-can-launch.js';
import { chosenHostFits } from './kubevirt/scheduling/chosen-host-fits.js';
import { esAndSnpTakeOneEsid } from './kubevirt/scheduling/es-and-snp-take-one-esid.js';
import { fittingHostIsUsed } from './kubevirt/scheduling/fitting-host-is-used.js';
import { freeKeyIsNotRefused } from './kubevirt/scheduling/free-key-is-not-refused.js';
import { labelsSatisfySelectors } from './kubevirt/scheduling/labels-satisfy-selectors.js';
import { launcherIsUnprivileged } from './kubevirt/scheduling/launcher-is-unprivileged.js';
import { memoryIsGuestPlusOverhead } from './kubevirt/scheduling/memory-is-guest-plus-overhead.js';
import { memoryOverheadFollowsFormula } from './kubevirt/scheduling/memory-overhead.js';
import { messageCountsHosts } from './kubevirt/scheduling/message-counts-hosts.js';
import { messageTalliesReasons } from './kubevirt/scheduling/message-tallies-reasons.js';
import { modelAgrees } from './kubevirt/scheduling/model-agrees.js';
import { namesInsufficientResources } from './kubevirt/scheduling/names-insufficient-resources.js';
import { namesSelectorMismatch } from './kubevirt/scheduling/names-selector-mismatch.js';
import { neverBeyondKeys } from './kubevirt/scheduling/never-beyond-keys.js';
import { ordinaryDevicesRequested } from './kubevirt/scheduling/ordinary-devices-requested.js';
import { ordinaryGuestTakesNothing } from './kubevirt/scheduling/ordinary-guest-takes-nothing.js';
import { selectorsMatchProtection } from './kubevirt/scheduling/selectors-match-protection.js';
import { selectsSchedulableNodes } from './kubevirt/scheduling/selects-schedulable-nodes.js';
import { sevFamilyTakesDevice } from './kubevirt/scheduling/sev-family-takes-device.js';
import { sevTakesOneAsid } from './kubevirt/scheduling/sev-takes-one-asid.js';
import { takesNoOtherKey } from './kubevirt/scheduling/takes-no-other-key.js';
import { tdxTakesOneKey } from './kubevirt/scheduling/tdx-takes-one-key.js';
import { userSelectorsKept } from './kubevirt/scheduling/user-selectors-kept.js';
import { neverPanics } from './subject/answers/never-panics.js';

/** Every judge there is, in the order of the catalogue. A new judge is entered here and in the catalogue. */
export const invariants: readonly Invariant[] = [
  labelValueIsTrue,
  snpImpliesEs,
  esImpliesSev,
  sevLabelWhenLaunchable,
  sevLabelOnlyWhenLaunchable,
  sevEsLabelWhenLaunchable,
  sevEsLabelOnlyWhenLaunchable,
  sevSnpLabelWhenLaunchable,
  sevSnpLabelOnlyWhenLaunchable,
  tdxLabelWhenLaunchable,
  tdxLabelOnlyWhenLaunchable,
  staleLabelsAreRemoved,
  foreignLabelsUntouched,
  relabelIsIdempotent,
  labelSyntaxIsValid,
  labelsIgnoreFeatureGates,
  staysSchedulable,
  sevAsidsEqualCapacity,
  sevEsidsEqualCapacity,
  tdxKeysEqualCapacity,
  hiddenCapacityOffersNothing,
  closedGateOffersNothing,
  sevDeviceCount,
  noSevDeviceWithoutNode,
  ordinaryDevicesOffered,
  resourceCountsAreWhole,
  oneTypeOnly,
  sevGate,
  tdxGate,
  tdxWithoutSmm,
  efiRequired,
  noSecureBoot,
  noPersistentEfi,
  attestationNeedsPaused,
  noBootableNic,
  secureBootNeedsSmm,
  supportedArchitecture,
  wellFormedIsAccepted,
  onlyKnownCauses,
  refusalNamesACause,
  causeTypeIsRight,
  fieldPathResolves,
  requestIsKept,
  tdxGetsQuoteService,
  selectorsMatchProtection,
  ordinaryGuestTakesNothing,
  sevTakesOneAsid,
  esAndSnpTakeOneEsid,
  tdxTakesOneKey,
  sevFamilyTakesDevice,
  takesNoOtherKey,
  ordinaryDevicesRequested,
  selectsSchedulableNodes,
  userSelectorsKept,
  launcherIsUnprivileged,
  memoryOverheadFollowsFormula,
  memoryIsGuestPlusOverhead,
  chosenHostFits,
  fittingHostIsUsed,
  labelsSatisfySelectors,
  neverBeyondKeys,
  freeKeyIsNotRefused,
  chosenHostCanLaunch,
  modelAgrees,
  messageCountsHosts,
  messageTalliesReasons,
  namesInsufficientResources,
  namesSelectorMismatch,
  documentIsWellFormed,
  launchSecurityHasType,
  ordinaryHasNoLaunchSecurity,
  sevPolicy,
  sevEsPolicy,
  snpPolicy,
  tdxWritesNoPolicy,
  debuggingIsOff,
  launchSecurityChildren,
  sevFirmware,
  snpFirmware,
  tdxFirmware,
  ordinaryFirmware,
  loaderHasType,
  loaderIsReadOnly,
  sevHasOwnVariables,
  snpAndTdxAreStateless,
  rendersWhenFirmwareExists,
  missingFirmwareIsNamed,
  sevDisksUseIommu,
  sevInterfacesUseIommu,
  sevBalloonAndRngUseIommu,
  sevControllersUseIommu,
  tdxUsesNoIommu,
  interfacesHaveNoRom,
  tdxPmuIsOff,
  pmuOtherwiseUntouched,
  smmOnlyWhenAsked,
  tdxNamesQuoteService,
  machineIsQ35,
  runsOnKvm,
  pausedStartHasBootMenu,
  protectionChangesNothingElse,
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
  shownRunningIsRunning,
  nothingRunsUnasked,
  everythingPlaceableRuns,
  neverPanics,
  keysAreConserved,
  inUseMatchesRunning,
  endMatchesRunning,
  runningWithinRange,
  chargeEqualsKeys,
  fullRangeRefuses,
  freeKeyIsGiven,
  releasedKeyReturns,
  failedStartTakesNothing,
  keyIdIsUnique,
  keyIdIsInRange,
  ordinaryGuestHoldsNoKey,
  protectionGivenIsAsked,
  amdExhaustionError,
  tdxExhaustionError,
  emptyRangeError,
];

/** Beginnings of the requirements that hold for every stack: those of any subject and of the simulated hosts. */
const forAnyStack = ['subject/', 'host/'] as const;

/** The judges of one stack: its own and those that hold for every stack. */
export function invariantsOf(stack: string): readonly Invariant[] {
  const known = byStack.get(stack);
  if (known !== undefined) return known;
  const chosen = invariants.filter(
    ({ requirement }) => forAnyStack.some((owner) => requirement.startsWith(owner)) || requirement.startsWith(`${stack}/`),
  );
  byStack.set(stack, chosen);
  return chosen;
}

const byStack = new Map<string, readonly Invariant[]>();
