import { cgroupEventsAtLimitingLevel } from './host/cgroup/events-at-limiting-level.js';
import { cgroupLimitGrammar } from './host/cgroup/limit-grammar.js';
import { cgroupLimitHolds } from './host/cgroup/limit-holds.js';
import { cgroupNewGroupIsEmpty } from './host/cgroup/new-group-is-empty.js';
import { cgroupPeakIsHighest } from './host/cgroup/peak-is-highest.js';
import { cgroupRefusalTakesNothing } from './host/cgroup/refusal-takes-nothing.js';
import { cgroupReleaseGivesBack } from './host/cgroup/release-gives-back.js';
import { cgroupStartChargesEveryLevel } from './host/cgroup/start-charges-every-level.js';
import { amdExhaustionError } from './host/keys/amd-exhaustion-error.js';
import { chargeEqualsKeys } from './host/keys/charge-equals-keys.js';
import { keysComeHome } from './host/keys/come-home.js';
import { keysAreConserved } from './host/keys/conservation.js';
import { emptyRangeError } from './host/keys/empty-range-error.js';
import { endMatchesRunning } from './host/keys/end-matches-running.js';
import { failedStartTakesNothing } from './host/keys/failed-start-takes-nothing.js';
import { freeKeyIsGiven } from './host/keys/free-key-is-given.js';
import { fullRangeRefuses } from './host/keys/full-range-refuses.js';
import { keyIdIsInRange } from './host/keys/id-is-in-range.js';
import { keyIdIsUnique } from './host/keys/id-is-unique.js';
import { inUseMatchesRunning } from './host/keys/in-use-matches-running.js';
import { keysLeakedStaysAway } from './host/keys/leaked-stays-away.js';
import { keysLowestFreeId } from './host/keys/lowest-free-id.js';
import { ordinaryGuestHoldsNoKey } from './host/keys/ordinary-guest-holds-none.js';
import { keysPendingIsNotReused } from './host/keys/pending-is-not-reused.js';
import { protectionGivenIsAsked } from './host/keys/protection-given-is-asked.js';
import { releasedKeyReturns } from './host/keys/released-key-returns.js';
import { tdxExhaustionError } from './host/keys/tdx-exhaustion-error.js';
import { runningWithinRange } from './host/keys/within-range.js';
import { shownCapacity } from './host/shown/capacity.js';
import { shownCpuFlags } from './host/shown/cpu-flags.js';
import { shownGuestCounts } from './host/shown/guest-counts.js';
import { shownModuleParameters } from './host/shown/module-parameters.js';
import { shownUsage } from './host/shown/usage.js';
import type { Invariant } from './invariant.js';
import { absentMeansDefault } from './kubevirt/admission/absent-means-default.js';
import { acceptedCanStart } from './kubevirt/admission/accepted-can-start.js';
import { attestationNeedsPaused } from './kubevirt/admission/attestation-needs-paused.js';
import { causeTypeIsRight } from './kubevirt/admission/cause-type.js';
import { efiRequired } from './kubevirt/admission/efi-required.js';
import { fieldPathResolves } from './kubevirt/admission/field-path-resolves.js';
import { hostDevicesGate } from './kubevirt/admission/host-devices-gate.js';
import { instancetypeConflict } from './kubevirt/admission/instancetype-conflict.js';
import { instancetypeIsDeprecated } from './kubevirt/admission/instancetype-is-deprecated.js';
import { kernelHashesNeedKernel } from './kubevirt/admission/kernel-hashes-need-kernel.js';
import { launchMembersAreAccepted } from './kubevirt/admission/launch-members-are-accepted.js';
import { measuredIds } from './kubevirt/admission/measured-ids.js';
import { memoryStays } from './kubevirt/admission/memory-stays.js';
import { noBootableNic } from './kubevirt/admission/no-bootable-nic.js';
import { noGuestDebugging } from './kubevirt/admission/no-guest-debugging.js';
import { noPersistentEfi } from './kubevirt/admission/no-persistent-efi.js';
import { noSecureBoot } from './kubevirt/admission/no-secure-boot.js';
import { oneTypeOnly } from './kubevirt/admission/one-type-only.js';
import { onlyKnownCauses } from './kubevirt/admission/only-known-causes.js';
import { policyIsHexadecimal } from './kubevirt/admission/policy-is-hexadecimal.js';
import { preferenceProtects } from './kubevirt/admission/preference-protects.js';
import { preferenceYields } from './kubevirt/admission/preference-yields.js';
import { protectionIsGiven } from './kubevirt/admission/protection-is-given.js';
import { refusalNamesACause } from './kubevirt/admission/refusal-names-a-cause.js';
import { requestIsKept } from './kubevirt/admission/request-is-kept.js';
import { sameAnswerInEveryForm } from './kubevirt/admission/same-answer-in-every-form.js';
import { secureBootNeedsSmm } from './kubevirt/admission/secure-boot-needs-smm.js';
import { sevGate } from './kubevirt/admission/sev-gate.js';
import { sevGateIsOpenByDefault } from './kubevirt/admission/sev-gate-is-open-by-default.js';
import { sevIgnoresTheTdxGate } from './kubevirt/admission/sev-ignores-the-tdx-gate.js';
import { sevStaysSev } from './kubevirt/admission/sev-stays-sev.js';
import { snpPolicyBit17 } from './kubevirt/admission/snp-policy-bit-17.js';
import { snpWithoutSmm } from './kubevirt/admission/snp-without-smm.js';
import { supportedArchitecture } from './kubevirt/admission/supported-architecture.js';
import { tdxGate } from './kubevirt/admission/tdx-gate.js';
import { tdxGetsQuoteService } from './kubevirt/admission/tdx-gets-quote-service.js';
import { tdxPolicyBits } from './kubevirt/admission/tdx-policy-bits.js';
import { tdxWithoutSmm } from './kubevirt/admission/tdx-without-smm.js';
import { templateFieldPath } from './kubevirt/admission/template-field-path.js';
import { unknownMember } from './kubevirt/admission/unknown-member.js';
import { userDataWarning } from './kubevirt/admission/user-data-warning.js';
import { vsockGate } from './kubevirt/admission/vsock-gate.js';
import { wellFormedIsAccepted } from './kubevirt/admission/well-formed-is-accepted.js';
import { accessReviewNamesSubresource } from './kubevirt/attestation/access-review-names-subresource.js';
import { certificatesAreCurrent } from './kubevirt/attestation/certificates-are-current.js';
import { certificatesNeedANode } from './kubevirt/attestation/certificates-need-a-node.js';
import { closedGate } from './kubevirt/attestation/closed-gate.js';
import { measurementIsGenuine } from './kubevirt/attestation/measurement-is-genuine.js';
import { measurementIsPassedOn } from './kubevirt/attestation/measurement-is-passed-on.js';
import { measurementNamesFirmware } from './kubevirt/attestation/measurement-names-firmware.js';
import { needsPause } from './kubevirt/attestation/needs-pause.js';
import { needsRunningGuest } from './kubevirt/attestation/needs-running-guest.js';
import { notRequested } from './kubevirt/attestation/not-requested.js';
import { onlyAttestedGuestsWait } from './kubevirt/attestation/only-attested-guests-wait.js';
import { refusalsHaveTheirCode } from './kubevirt/attestation/refusals-have-their-code.js';
import { secretIsComplete } from './kubevirt/attestation/secret-is-complete.js';
import { secretIsInjected } from './kubevirt/attestation/secret-is-injected.js';
import { sessionIsComplete } from './kubevirt/attestation/session-is-complete.js';
import { sessionIsTakenAsItIs } from './kubevirt/attestation/session-is-taken-as-it-is.js';
import { sessionOnlyOnce } from './kubevirt/attestation/session-only-once.js';
import { sessionOnlyWhileScheduled } from './kubevirt/attestation/session-only-while-scheduled.js';
import { sessionReachesTheDocument } from './kubevirt/attestation/session-reaches-the-document.js';
import { sessionStartsTheGuest } from './kubevirt/attestation/session-starts-the-guest.js';
import { snpAndTdxAttestThemselves } from './kubevirt/attestation/snp-and-tdx-attest-themselves.js';
import { waitsForSession } from './kubevirt/attestation/waits-for-session.js';
import { wellFormedIsGranted } from './kubevirt/attestation/well-formed-is-granted.js';
import { debuggingIsOff } from './kubevirt/domain/debugging-is-off.js';
import { documentIsWellFormed } from './kubevirt/domain/document-is-well-formed.js';
import { documentsIgnoreGates } from './kubevirt/domain/documents-ignore-gates.js';
import { esChangesOnlyThePolicy } from './kubevirt/domain/es-changes-only-the-policy.js';
import { firmwareMatchesLaunchSecurity } from './kubevirt/domain/firmware-matches-launch-security.js';
import { freePageReportingCanBeRefused } from './kubevirt/domain/free-page-reporting-can-be-refused.js';
import { interfacesHaveNoRom } from './kubevirt/domain/interfaces-have-no-rom.js';
import { kernelBootAsAsked } from './kubevirt/domain/kernel-boot-as-asked.js';
import { kernelHashesAsAsked } from './kubevirt/domain/kernel-hashes-as-asked.js';
import { launchMembersAsAsked } from './kubevirt/domain/launch-members-as-asked.js';
import { launchSecurityChildren } from './kubevirt/domain/launch-security-children.js';
import { launchSecurityHasType } from './kubevirt/domain/launch-security-type.js';
import { libvirtChoosesOnlyOrdinaryFirmware } from './kubevirt/domain/libvirt-chooses-only-ordinary-firmware.js';
import { libvirtChoosesRawVariables } from './kubevirt/domain/libvirt-chooses-raw-variables.js';
import { loaderIsReadOnly } from './kubevirt/domain/loader-is-read-only.js';
import { loaderHasType } from './kubevirt/domain/loader-type.js';
import { machineIsQ35 } from './kubevirt/domain/machine-is-q35.js';
import { missingFirmwareIsNamed } from './kubevirt/domain/missing-firmware-is-named.js';
import { ordinaryFirmware } from './kubevirt/domain/ordinary-firmware.js';
import { ordinaryHasNoLaunchSecurity } from './kubevirt/domain/ordinary-has-no-launch-security.js';
import { ordinaryHasOwnVariables } from './kubevirt/domain/ordinary-has-own-variables.js';
import { pausedStartHasBootMenu } from './kubevirt/domain/paused-start-has-boot-menu.js';
import { pmuOtherwiseUntouched } from './kubevirt/domain/pmu-otherwise-untouched.js';
import { protectionChangesNothingElse } from './kubevirt/domain/protection-changes-nothing-else.js';
import { rendersWhenFirmwareExists } from './kubevirt/domain/renders-when-firmware-exists.js';
import { runsOnKvm } from './kubevirt/domain/runs-on-kvm.js';
import { sessionIsHandedOn } from './kubevirt/domain/session-is-handed-on.js';
import { sevBalloonAndRngUseIommu } from './kubevirt/domain/sev-balloon-and-rng-use-iommu.js';
import { sevControllersUseIommu } from './kubevirt/domain/sev-controllers-use-iommu.js';
import { sevDisksUseIommu } from './kubevirt/domain/sev-disks-use-iommu.js';
import { sevEsPolicy } from './kubevirt/domain/sev-es-policy.js';
import { sevFirmware } from './kubevirt/domain/sev-firmware.js';
import { sevHasOwnVariables } from './kubevirt/domain/sev-has-own-variables.js';
import { sevInterfacesUseIommu } from './kubevirt/domain/sev-interfaces-use-iommu.js';
import { sevPolicy } from './kubevirt/domain/sev-policy.js';
import { sevVsockUsesIommu } from './kubevirt/domain/sev-vsock-uses-iommu.js';
import { smmOnlyWhenAsked } from './kubevirt/domain/smm-only-when-asked.js';
import { snpAndTdxAreStateless } from './kubevirt/domain/snp-and-tdx-are-stateless.js';
import { snpFirmware } from './kubevirt/domain/snp-firmware.js';
import { snpPolicy } from './kubevirt/domain/snp-policy.js';
import { tdxFirmware } from './kubevirt/domain/tdx-firmware.js';
import { tdxNamesQuoteService } from './kubevirt/domain/tdx-names-quote-service.js';
import { tdxPmuIsOff } from './kubevirt/domain/tdx-pmu-is-off.js';
import { tdxUsesNoIommu } from './kubevirt/domain/tdx-uses-no-iommu.js';
import { tdxWritesNoPolicy } from './kubevirt/domain/tdx-writes-no-policy.js';
import { tpmAsAsked } from './kubevirt/domain/tpm-as-asked.js';
import { vsockAsAsked } from './kubevirt/domain/vsock-as-asked.js';
import { configurationKeepsLabels } from './kubevirt/labels/configuration-keeps-labels.js';
import { cpuModelLabelWhenUsable } from './kubevirt/labels/cpu-model-when-usable.js';
import { cpuVendorIsNamed } from './kubevirt/labels/cpu-vendor-is-named.js';
import { endingAgentClosesNode } from './kubevirt/labels/ending-agent-closes-node.js';
import { esImpliesSev } from './kubevirt/labels/es-implies-sev.js';
import { foreignLabelsUntouched } from './kubevirt/labels/foreign-labels-untouched.js';
import { labelsIgnoreFeatureGates } from './kubevirt/labels/ignore-feature-gates.js';
import { machineTypeIsNamed } from './kubevirt/labels/machine-type-is-named.js';
import { noPatchWithoutChange } from './kubevirt/labels/no-patch-without-change.js';
import { obsoleteHostModelIsMarked } from './kubevirt/labels/obsolete-host-model-is-marked.js';
import { obsoleteModelsUnlabelled } from './kubevirt/labels/obsolete-models-unlabelled.js';
import { patchIsGuarded } from './kubevirt/labels/patch-is-guarded.js';
import { racingEditSurvives } from './kubevirt/labels/racing-edit-survives.js';
import { recoveredAgentOpensNode } from './kubevirt/labels/recovered-agent-opens-node.js';
import { relabelIsIdempotent } from './kubevirt/labels/relabel-is-idempotent.js';
import { s390PvLabelExactlyWhenLaunchable } from './kubevirt/labels/s390-pv-exactly-when-launchable.js';
import { sevEsLabelOnlyWhenLaunchable } from './kubevirt/labels/sev-es-only-when-launchable.js';
import { sevEsLabelWhenLaunchable } from './kubevirt/labels/sev-es-when-launchable.js';
import { sevLabelOnlyWhenLaunchable } from './kubevirt/labels/sev-only-when-launchable.js';
import { sevSnpLabelOnlyWhenLaunchable } from './kubevirt/labels/sev-snp-only-when-launchable.js';
import { sevSnpLabelWhenLaunchable } from './kubevirt/labels/sev-snp-when-launchable.js';
import { sevLabelWhenLaunchable } from './kubevirt/labels/sev-when-launchable.js';
import { silenceIsAnnounced } from './kubevirt/labels/silence-is-announced.js';
import { silentAgentClosesNode } from './kubevirt/labels/silent-agent-closes-node.js';
import { skipAnnotationIsHonoured } from './kubevirt/labels/skip-annotation-is-honoured.js';
import { snpImpliesEs } from './kubevirt/labels/snp-implies-es.js';
import { staleLabelsAreRemoved } from './kubevirt/labels/stale-labels-are-removed.js';
import { staysSchedulable } from './kubevirt/labels/stays-schedulable.js';
import { tdxLabelOnlyWhenLaunchable } from './kubevirt/labels/tdx-only-when-launchable.js';
import { tdxLabelWhenLaunchable } from './kubevirt/labels/tdx-when-launchable.js';
import { tscFrequencyIsTheHosts } from './kubevirt/labels/tsc-frequency-is-the-hosts.js';
import { labelSyntaxIsValid } from './kubevirt/labels/valid-syntax.js';
import { labelValueIsTrue } from './kubevirt/labels/value-is-true.js';
import { agentRestartKeepsGuests } from './kubevirt/life/agent-restart-keeps-guests.js';
import { cpuHotplugIsRefused } from './kubevirt/life/cpu-hotplug-is-refused.js';
import { crashedGuestHasFailed } from './kubevirt/life/crashed-guest-has-failed.js';
import { deletionStopsTheGuest } from './kubevirt/life/deletion-stops-the-guest.js';
import { denialChangesNothing } from './kubevirt/life/denial-changes-nothing.js';
import { everythingPlaceableRuns } from './kubevirt/life/everything-placeable-runs.js';
import { evictionMarksEvacuation } from './kubevirt/life/eviction-marks-evacuation.js';
import { evictionOtherwiseStopsTheGuest } from './kubevirt/life/eviction-otherwise-stops-the-guest.js';
import { evictionWithExternalIsLeftToOthers } from './kubevirt/life/eviction-with-external-is-left-to-others.js';
import { evictionWithLiveMigrateIsDenied } from './kubevirt/life/eviction-with-live-migrate-is-denied.js';
import { failedStartIsNotRunning } from './kubevirt/life/failed-start-is-not-running.js';
import { finishedStaysFinished } from './kubevirt/life/finished-stays-finished.js';
import { firstObstacleIsNamed } from './kubevirt/life/first-obstacle-is-named.js';
import { givingUpIsShown } from './kubevirt/life/giving-up-is-shown.js';
import { hopelessStartIsFinal } from './kubevirt/life/hopeless-start-is-final.js';
import { hopelessStrategyIsWarned } from './kubevirt/life/hopeless-strategy-is-warned.js';
import { instanceStaysOver } from './kubevirt/life/instance-stays-over.js';
import { kubeletRefusalIsFinal } from './kubevirt/life/kubelet-refusal-is-final.js';
import { kubeletRefusedIsNotStarted } from './kubevirt/life/kubelet-refused-is-not-started.js';
import { libvirtRestartKeepsGuests } from './kubevirt/life/libvirt-restart-keeps-guests.js';
import { lostNodeIsNamed } from './kubevirt/life/lost-node-is-named.js';
import { machineIsMadeAnew } from './kubevirt/life/machine-is-made-anew.js';
import { memoryHotplugIsRefused } from './kubevirt/life/memory-hotplug-is-refused.js';
import { migrationIsRefused } from './kubevirt/life/migration-is-refused.js';
import { migrationRefusalMessage } from './kubevirt/life/migration-refusal-message.js';
import { missingFirmwareIsFinal } from './kubevirt/life/missing-firmware-is-final.js';
import { notLiveMigratable } from './kubevirt/life/not-live-migratable.js';
import { notLiveMigratableReason } from './kubevirt/life/not-live-migratable-reason.js';
import { nothingRunsUnasked } from './kubevirt/life/nothing-runs-unasked.js';
import { pauseStopsTheGuest } from './kubevirt/life/pause-stops-the-guest.js';
import { pausedStartIsShown } from './kubevirt/life/paused-start-is-shown.js';
import { phaseIsKnown } from './kubevirt/life/phase-is-known.js';
import { phasesMoveForward } from './kubevirt/life/phases-move-forward.js';
import { placedGuestStarts } from './kubevirt/life/placed-guest-starts.js';
import { repeatedEvictionIsDenied } from './kubevirt/life/repeated-eviction-is-denied.js';
import { restartBelongsToMachines } from './kubevirt/life/restart-belongs-to-machines.js';
import { restartClaimsAfresh } from './kubevirt/life/restart-claims-afresh.js';
import { shortageIsRetried } from './kubevirt/life/shortage-is-retried.js';
import { shownRunningIsRunning } from './kubevirt/life/shown-running-is-running.js';
import { silentAgentFailsNoLivingGuest } from './kubevirt/life/silent-agent-fails-no-living-guest.js';
import { softRebootKeepsTheGuest } from './kubevirt/life/soft-reboot-keeps-the-guest.js';
import { startFailureIsExplained } from './kubevirt/life/start-failure-is-explained.js';
import { startIsTold } from './kubevirt/life/start-is-told.js';
import { startedGuestIsRunning } from './kubevirt/life/started-guest-is-running.js';
import { stoppedGuestIsFinal } from './kubevirt/life/stopped-guest-is-final.js';
import { storageNotLiveMigratable } from './kubevirt/life/storage-not-live-migratable.js';
import { unknownRequestIsNotFound } from './kubevirt/life/unknown-request-is-not-found.js';
import { unpauseLetsItGoOn } from './kubevirt/life/unpause-lets-it-go-on.js';
import { unschedulableIsShown } from './kubevirt/life/unschedulable-is-shown.js';
import { volumesCanBePlugged } from './kubevirt/life/volumes-can-be-plugged.js';
import { waitingIsCertified } from './kubevirt/life/waiting-is-certified.js';
import { workloadUpdateNeverMigrates } from './kubevirt/life/workload-update-never-migrates.js';
import { wrongStateIsAConflict } from './kubevirt/life/wrong-state-is-a-conflict.js';
import { closedGateOffersNothing } from './kubevirt/resources/closed-gate-offers-nothing.js';
import { resourceCountsAreWhole } from './kubevirt/resources/counts-are-whole.js';
import { endingAgentWithdrawsDevices } from './kubevirt/resources/ending-agent-withdraws-devices.js';
import { failedPluginLeavesOrdinaryDevices } from './kubevirt/resources/failed-plugin-leaves-ordinary-devices.js';
import { healthyOnlyAfterLooking } from './kubevirt/resources/healthy-only-after-looking.js';
import { hiddenCapacityOffersNothing } from './kubevirt/resources/hidden-capacity-offers-nothing.js';
import { kubeletRestartRegistersAgain } from './kubevirt/resources/kubelet-restart-registers-again.js';
import { missingDeviceIsUnhealthy } from './kubevirt/resources/missing-device-is-unhealthy.js';
import { noSevDeviceWithoutNode } from './kubevirt/resources/no-sev-device-without-node.js';
import { optionalSocketIsAlwaysHealthy } from './kubevirt/resources/optional-socket-is-always-healthy.js';
import { ordinaryDeviceCount } from './kubevirt/resources/ordinary-device-count.js';
import { ordinaryDevicesOffered } from './kubevirt/resources/ordinary-devices-offered.js';
import { reopenedGateReturnsCount } from './kubevirt/resources/reopened-gate-returns-count.js';
import { requiredSocketDecidesHealth } from './kubevirt/resources/required-socket-decides-health.js';
import { sevAsidsEqualCapacity } from './kubevirt/resources/sev-asids-equal-capacity.js';
import { sevDeviceCount } from './kubevirt/resources/sev-device-count.js';
import { sevEsidsEqualCapacity } from './kubevirt/resources/sev-esids-equal-capacity.js';
import { tdxKeysEqualCapacity } from './kubevirt/resources/tdx-keys-equal-capacity.js';
import { unreadableCapacityKeepsCount } from './kubevirt/resources/unreadable-capacity-keeps-count.js';
import { chosenHostCanLaunch } from './kubevirt/scheduling/chosen-host-can-launch.js';
import { chosenHostFits } from './kubevirt/scheduling/chosen-host-fits.js';
import { claimsIgnoreGates } from './kubevirt/scheduling/claims-ignore-gates.js';
import { esAndSnpTakeOneEsid } from './kubevirt/scheduling/es-and-snp-take-one-esid.js';
import { fittingHostIsUsed } from './kubevirt/scheduling/fitting-host-is-used.js';
import { freeKeyIsNotRefused } from './kubevirt/scheduling/free-key-is-not-refused.js';
import { hostDevicesRequested } from './kubevirt/scheduling/host-devices-requested.js';
import { labelsSatisfySelectors } from './kubevirt/scheduling/labels-satisfy-selectors.js';
import { launcherGetsOnlyItsDevices } from './kubevirt/scheduling/launcher-gets-only-its-devices.js';
import { launcherIsConfined } from './kubevirt/scheduling/launcher-is-confined.js';
import { launcherIsUnprivileged } from './kubevirt/scheduling/launcher-is-unprivileged.js';
import { memoryIsGuestPlusOverhead } from './kubevirt/scheduling/memory-is-guest-plus-overhead.js';
import { memoryLockIsRight } from './kubevirt/scheduling/memory-lock.js';
import { memoryOverheadFollowsFormula } from './kubevirt/scheduling/memory-overhead.js';
import { messageCountsHosts } from './kubevirt/scheduling/message-counts-hosts.js';
import { messageTalliesReasons } from './kubevirt/scheduling/message-tallies-reasons.js';
import { messageTellsPreemption } from './kubevirt/scheduling/message-tells-preemption.js';
import { modelAgrees } from './kubevirt/scheduling/model-agrees.js';
import { namesClosedHost } from './kubevirt/scheduling/names-closed-host.js';
import { namesInsufficientResources } from './kubevirt/scheduling/names-insufficient-resources.js';
import { namesSelectorMismatch } from './kubevirt/scheduling/names-selector-mismatch.js';
import { neverBeyondKeys } from './kubevirt/scheduling/never-beyond-keys.js';
import { ordinaryDevicesRequested } from './kubevirt/scheduling/ordinary-devices-requested.js';
import { ordinaryGuestTakesNothing } from './kubevirt/scheduling/ordinary-guest-takes-nothing.js';
import { overheadRatioReachesEverything } from './kubevirt/scheduling/overhead-ratio.js';
import { selectorsMatchProtection } from './kubevirt/scheduling/selectors-match-protection.js';
import { selectsSchedulableNodes } from './kubevirt/scheduling/selects-schedulable-nodes.js';
import { sevFamilyTakesDevice } from './kubevirt/scheduling/sev-family-takes-device.js';
import { sevTakesOneAsid } from './kubevirt/scheduling/sev-takes-one-asid.js';
import { takesNoOtherKey } from './kubevirt/scheduling/takes-no-other-key.js';
import { tdxTakesOneKey } from './kubevirt/scheduling/tdx-takes-one-key.js';
import { userSelectorsKept } from './kubevirt/scheduling/user-selectors-kept.js';
import { vsockDeviceRequested } from './kubevirt/scheduling/vsock-device-requested.js';
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
  s390PvLabelExactlyWhenLaunchable,
  cpuModelLabelWhenUsable,
  obsoleteModelsUnlabelled,
  obsoleteHostModelIsMarked,
  cpuVendorIsNamed,
  tscFrequencyIsTheHosts,
  machineTypeIsNamed,
  skipAnnotationIsHonoured,
  noPatchWithoutChange,
  patchIsGuarded,
  racingEditSurvives,
  configurationKeepsLabels,
  silentAgentClosesNode,
  silenceIsAnnounced,
  endingAgentClosesNode,
  recoveredAgentOpensNode,
  sevAsidsEqualCapacity,
  sevEsidsEqualCapacity,
  tdxKeysEqualCapacity,
  hiddenCapacityOffersNothing,
  closedGateOffersNothing,
  sevDeviceCount,
  noSevDeviceWithoutNode,
  ordinaryDevicesOffered,
  resourceCountsAreWhole,
  ordinaryDeviceCount,
  missingDeviceIsUnhealthy,
  healthyOnlyAfterLooking,
  kubeletRestartRegistersAgain,
  endingAgentWithdrawsDevices,
  reopenedGateReturnsCount,
  requiredSocketDecidesHealth,
  optionalSocketIsAlwaysHealthy,
  unreadableCapacityKeepsCount,
  failedPluginLeavesOrdinaryDevices,
  oneTypeOnly,
  sevGate,
  sevGateIsOpenByDefault,
  tdxGate,
  sevIgnoresTheTdxGate,
  tdxWithoutSmm,
  snpWithoutSmm,
  efiRequired,
  noSecureBoot,
  noPersistentEfi,
  attestationNeedsPaused,
  noBootableNic,
  secureBootNeedsSmm,
  supportedArchitecture,
  memoryStays,
  vsockGate,
  hostDevicesGate,
  unknownMember,
  policyIsHexadecimal,
  noGuestDebugging,
  snpPolicyBit17,
  tdxPolicyBits,
  measuredIds,
  kernelHashesNeedKernel,
  launchMembersAreAccepted,
  sameAnswerInEveryForm,
  instancetypeConflict,
  instancetypeIsDeprecated,
  preferenceProtects,
  preferenceYields,
  absentMeansDefault,
  wellFormedIsAccepted,
  acceptedCanStart,
  onlyKnownCauses,
  refusalNamesACause,
  causeTypeIsRight,
  fieldPathResolves,
  templateFieldPath,
  requestIsKept,
  protectionIsGiven,
  sevStaysSev,
  userDataWarning,
  tdxGetsQuoteService,
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
  documentIsWellFormed,
  launchSecurityHasType,
  ordinaryHasNoLaunchSecurity,
  sevPolicy,
  sevEsPolicy,
  snpPolicy,
  tdxWritesNoPolicy,
  debuggingIsOff,
  launchSecurityChildren,
  launchMembersAsAsked,
  kernelHashesAsAsked,
  sessionIsHandedOn,
  sevFirmware,
  snpFirmware,
  tdxFirmware,
  ordinaryFirmware,
  ordinaryHasOwnVariables,
  libvirtChoosesOnlyOrdinaryFirmware,
  libvirtChoosesRawVariables,
  firmwareMatchesLaunchSecurity,
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
  sevVsockUsesIommu,
  tdxUsesNoIommu,
  interfacesHaveNoRom,
  tdxPmuIsOff,
  pmuOtherwiseUntouched,
  smmOnlyWhenAsked,
  tdxNamesQuoteService,
  machineIsQ35,
  runsOnKvm,
  pausedStartHasBootMenu,
  kernelBootAsAsked,
  tpmAsAsked,
  vsockAsAsked,
  freePageReportingCanBeRefused,
  protectionChangesNothingElse,
  esChangesOnlyThePolicy,
  documentsIgnoreGates,
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
  waitsForSession,
  onlyAttestedGuestsWait,
  sessionStartsTheGuest,
  sessionIsTakenAsItIs,
  sessionReachesTheDocument,
  closedGate,
  sessionIsComplete,
  sessionOnlyWhileScheduled,
  sessionOnlyOnce,
  notRequested,
  certificatesNeedANode,
  needsRunningGuest,
  needsPause,
  secretIsComplete,
  refusalsHaveTheirCode,
  wellFormedIsGranted,
  certificatesAreCurrent,
  measurementIsPassedOn,
  measurementIsGenuine,
  measurementNamesFirmware,
  secretIsInjected,
  snpAndTdxAttestThemselves,
  accessReviewNamesSubresource,
  neverPanics,
  keysAreConserved,
  inUseMatchesRunning,
  endMatchesRunning,
  keysComeHome,
  runningWithinRange,
  chargeEqualsKeys,
  fullRangeRefuses,
  freeKeyIsGiven,
  releasedKeyReturns,
  failedStartTakesNothing,
  keyIdIsUnique,
  keyIdIsInRange,
  keysPendingIsNotReused,
  keysLeakedStaysAway,
  keysLowestFreeId,
  ordinaryGuestHoldsNoKey,
  protectionGivenIsAsked,
  amdExhaustionError,
  tdxExhaustionError,
  emptyRangeError,
  cgroupLimitHolds,
  cgroupStartChargesEveryLevel,
  cgroupRefusalTakesNothing,
  cgroupReleaseGivesBack,
  cgroupPeakIsHighest,
  cgroupEventsAtLimitingLevel,
  cgroupNewGroupIsEmpty,
  cgroupLimitGrammar,
  shownCapacity,
  shownUsage,
  shownModuleParameters,
  shownGuestCounts,
  shownCpuFlags,
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
