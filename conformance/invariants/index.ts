import { heldOnce } from './all/scheduling/held-once.js';
import { othersLeaveRoom } from './all/scheduling/others-leave-room.js';
import { promisedOnce } from './all/scheduling/promised-once.js';
import { amongOthers } from './all-stacks.js';
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
import { kataAdmissionAnnotationsAreKept } from './kata/admission/annotations-are-kept.js';
import { kataAdmissionAnnotationsAreNotJudgedHere } from './kata/admission/annotations-are-not-judged-here.js';
import { kataAdmissionClassIsKept } from './kata/admission/class-is-kept.js';
import { kataAdmissionClassSelectorIsMerged } from './kata/admission/class-selector-is-merged.js';
import { kataAdmissionContainersAreKept } from './kata/admission/containers-are-kept.js';
import { kataAdmissionForeignOverheadIsRefused } from './kata/admission/foreign-overhead-is-refused.js';
import { kataAdmissionKeysWithoutOverhead } from './kata/admission/keys-without-overhead.js';
import { kataAdmissionLimitsBecomeRequests } from './kata/admission/limits-become-requests.js';
import { kataAdmissionNoClassForOlderProtections } from './kata/admission/no-class-for-older-protections.js';
import { kataAdmissionNoKeyWithoutRules } from './kata/admission/no-key-without-rules.js';
import { kataAdmissionNoOverheadWhenOff } from './kata/admission/no-overhead-when-off.js';
import { kataAdmissionOverheadCpu } from './kata/admission/overhead-cpu.js';
import { kataAdmissionOverheadMemory } from './kata/admission/overhead-memory.js';
import { kataAdmissionOverheadNamesNoOtherKey } from './kata/admission/overhead-names-no-other-key.js';
import { kataAdmissionOverheadTakesAKey } from './kata/admission/overhead-takes-a-key.js';
import { kataAdmissionRefusalIsForbidden } from './kata/admission/refusal-is-forbidden.js';
import { kataAdmissionSelectorConflictIsNamed } from './kata/admission/selector-conflict-is-named.js';
import { kataAdmissionSelectorConflictIsRefused } from './kata/admission/selector-conflict-is-refused.js';
import { kataAdmissionSelectsNothingElse } from './kata/admission/selects-nothing-else.js';
import { kataAdmissionUnknownClassIsNamed } from './kata/admission/unknown-class-is-named.js';
import { kataAdmissionUnknownClassIsRefused } from './kata/admission/unknown-class-is-refused.js';
import { kataAdmissionUsersSelectorIsKept } from './kata/admission/users-selector-is-kept.js';
import { kataAdmissionWellFormedIsAccepted } from './kata/admission/well-formed-is-accepted.js';
import { kataCommandLineAnnotationNotEnabledIsRefused } from './kata/command-line/annotation-not-enabled-is-refused.js';
import { kataCommandLineCBitIsTheHosts } from './kata/command-line/c-bit-is-the-hosts.js';
import { kataCommandLineCertificatesAreNotPassedOn } from './kata/command-line/certificates-are-not-passed-on.js';
import { kataCommandLineConfidentialFirmwareIsBios } from './kata/command-line/confidential-firmware-is-bios.js';
import { kataCommandLineDamagedInitdataIsRefused } from './kata/command-line/damaged-initdata-is-refused.js';
import { kataCommandLineDamagedMemoryIsRefused } from './kata/command-line/damaged-memory-is-refused.js';
import { kataCommandLineEnabledAnnotationsRender } from './kata/command-line/enabled-annotations-render.js';
import { kataCommandLineHostDataIsTheDigest } from './kata/command-line/host-data-is-the-digest.js';
import { kataCommandLineIdBlockIsPassedOn } from './kata/command-line/id-block-is-passed-on.js';
import { kataCommandLineIdBlockNeedsItsAuthentication } from './kata/command-line/id-block-needs-its-authentication.js';
import { kataCommandLineKernelHashes } from './kata/command-line/kernel-hashes.js';
import { kataCommandLineKernelLineOfTheRuntime } from './kata/command-line/kernel-line-of-the-runtime.js';
import { kataCommandLineKernelParamsOnce } from './kata/command-line/kernel-params-once.js';
import { kataCommandLineMemoryAsAsked } from './kata/command-line/memory-as-asked.js';
import { kataCommandLineMmioDisksAreRefused } from './kata/command-line/mmio-disks-are-refused.js';
import { kataCommandLineMrconfigidIsTheDigest } from './kata/command-line/mrconfigid-is-the-digest.js';
import { kataCommandLineNameIsItsOwn } from './kata/command-line/name-is-its-own.js';
import { kataCommandLineNoHotplugMemory } from './kata/command-line/no-hotplug-memory.js';
import { kataCommandLineNothingBoundWithoutInitdata } from './kata/command-line/nothing-bound-without-initdata.js';
import { kataCommandLineObjectTypeFirst } from './kata/command-line/object-type-first.js';
import { kataCommandLineOnePhysicalBitLess } from './kata/command-line/one-physical-bit-less.js';
import { kataCommandLineOrdinaryHasNoObject } from './kata/command-line/ordinary-has-no-object.js';
import { kataCommandLineOtherCpuModel } from './kata/command-line/other-cpu-model.js';
import { kataCommandLinePreAttestationChangesNothing } from './kata/command-line/pre-attestation-changes-nothing.js';
import { kataCommandLineProtectionIsOfTheClass } from './kata/command-line/protection-is-of-the-class.js';
import { kataCommandLineProtectionIsTheMachines } from './kata/command-line/protection-is-the-machines.js';
import { kataCommandLineQuoteServiceIsNamed } from './kata/command-line/quote-service-is-named.js';
import { kataCommandLineQuoteServiceOfTheHost } from './kata/command-line/quote-service-of-the-host.js';
import { kataCommandLineRunsOnKvm } from './kata/command-line/runs-on-kvm.js';
import { kataCommandLineSandboxHasItsOwnMemory } from './kata/command-line/sandbox-has-its-own-memory.js';
import { kataCommandLineSnpCpuModel } from './kata/command-line/snp-cpu-model.js';
import { kataCommandLineSnpDebuggingIsOff } from './kata/command-line/snp-debugging-is-off.js';
import { kataCommandLineSnpFirmware } from './kata/command-line/snp-firmware.js';
import { kataCommandLineSnpObject } from './kata/command-line/snp-object.js';
import { kataCommandLineSnpPolicy } from './kata/command-line/snp-policy.js';
import { kataCommandLineSplitIrqchip } from './kata/command-line/split-irqchip.js';
import { kataCommandLineTdxFirmware } from './kata/command-line/tdx-firmware.js';
import { kataCommandLineTdxObject } from './kata/command-line/tdx-object.js';
import { kataCommandLineVcpusAsAsked } from './kata/command-line/vcpus-as-asked.js';
import { kataLabelsCapacityAtEitherPath } from './kata/labels/capacity-at-either-path.js';
import { kataLabelsCountsAreNeverLabels } from './kata/labels/counts-are-never-labels.js';
import { kataLabelsEsidsEqualCapacity } from './kata/labels/esids-equal-capacity.js';
import { kataLabelsForeignLabelsUntouched } from './kata/labels/foreign-labels-untouched.js';
import { kataLabelsKeysEqualCapacity } from './kata/labels/keys-equal-capacity.js';
import { kataLabelsLookingAgainChangesNothing } from './kata/labels/looking-again-changes-nothing.js';
import { kataLabelsNoEsidsWithoutCapacity } from './kata/labels/no-esids-without-capacity.js';
import { kataLabelsNoKeysWithoutCapacity } from './kata/labels/no-keys-without-capacity.js';
import { kataLabelsResourcesAreWhole } from './kata/labels/resources-are-whole.js';
import { kataLabelsRulesOffNothingIsCounted } from './kata/labels/rules-off-nothing-is-counted.js';
import { kataLabelsRuntimeIsAnnounced } from './kata/labels/runtime-is-announced.js';
import { kataLabelsSevEsFeatureOnlyWhenEnabled } from './kata/labels/sev-es-feature-only-when-enabled.js';
import { kataLabelsSevEsFeatureWhenEnabled } from './kata/labels/sev-es-feature-when-enabled.js';
import { kataLabelsSevFeatureOnlyWhenEnabled } from './kata/labels/sev-feature-only-when-enabled.js';
import { kataLabelsSevFeatureWhenEnabled } from './kata/labels/sev-feature-when-enabled.js';
import { kataLabelsSevSnpFeatureOnlyWhenEnabled } from './kata/labels/sev-snp-feature-only-when-enabled.js';
import { kataLabelsSevSnpFeatureWhenEnabled } from './kata/labels/sev-snp-feature-when-enabled.js';
import { kataLabelsSilenceChangesNothing } from './kata/labels/silence-changes-nothing.js';
import { kataLabelsSnpLabelOnlyWhenEnabled } from './kata/labels/snp-label-only-when-enabled.js';
import { kataLabelsSnpLabelWhenEnabled } from './kata/labels/snp-label-when-enabled.js';
import { kataLabelsStaleLabelsAreRemoved } from './kata/labels/stale-labels-are-removed.js';
import { kataLabelsTdxFeatureOnlyWhenEnabled } from './kata/labels/tdx-feature-only-when-enabled.js';
import { kataLabelsTdxFeatureWhenEnabled } from './kata/labels/tdx-feature-when-enabled.js';
import { kataLabelsTdxLabelOnlyWhenEnabled } from './kata/labels/tdx-label-only-when-enabled.js';
import { kataLabelsTdxLabelWhenEnabled } from './kata/labels/tdx-label-when-enabled.js';
import { kataLabelsUnknownLinesArePassedOver } from './kata/labels/unknown-lines-are-passed-over.js';
import { kataLabelsValidSyntax } from './kata/labels/valid-syntax.js';
import { kataLabelsValueIsTrue } from './kata/labels/value-is-true.js';
import { kataLifeAdmittedIsPending } from './kata/life/admitted-is-pending.js';
import { kataLifeBoundPodsAreHandled } from './kata/life/bound-pods-are-handled.js';
import { kataLifeCrashIsNoticed } from './kata/life/crash-is-noticed.js';
import { kataLifeDeletedPodsHoldNothing } from './kata/life/deleted-pods-hold-nothing.js';
import { kataLifeDeletionStopsTheGuest } from './kata/life/deletion-stops-the-guest.js';
import { kataLifeFailedStartIsNamed } from './kata/life/failed-start-is-named.js';
import { kataLifeFailedStartIsNotRunning } from './kata/life/failed-start-is-not-running.js';
import { kataLifeFinishedStaysFinished } from './kata/life/finished-stays-finished.js';
import { kataLifeNoKeyLeaked } from './kata/life/no-key-leaked.js';
import { kataLifeNothingStartsUnasked } from './kata/life/nothing-starts-unasked.js';
import { kataLifeOneKeyPerPod } from './kata/life/one-key-per-pod.js';
import { kataLifePhaseIsKnown } from './kata/life/phase-is-known.js';
import { kataLifePodsDoNotMove } from './kata/life/pods-do-not-move.js';
import { kataLifeProtectionGivenIsAsked } from './kata/life/protection-given-is-asked.js';
import { kataLifeRunningIsShownRunning } from './kata/life/running-is-shown-running.js';
import { kataLifeShownRunningIsRunning } from './kata/life/shown-running-is-running.js';
import { kataLifeStartedIsRunning } from './kata/life/started-is-running.js';
import { kataLifeUnplacedIsPending } from './kata/life/unplaced-is-pending.js';
import { kataLifeUnschedulableIsShown } from './kata/life/unschedulable-is-shown.js';
import { kataLifeWaitingHasAReason } from './kata/life/waiting-has-a-reason.js';
import { kataSchedulingChosenHostFits } from './kata/scheduling/chosen-host-fits.js';
import { kataSchedulingChosenKernelHasItOn } from './kata/scheduling/chosen-kernel-has-it-on.js';
import { kataSchedulingClaimSelectsAsAdmitted } from './kata/scheduling/claim-selects-as-admitted.js';
import { kataSchedulingClosedNodesArePassedOver } from './kata/scheduling/closed-nodes-are-passed-over.js';
import { kataSchedulingExactlyAsManyAsKeys } from './kata/scheduling/exactly-as-many-as-keys.js';
import { kataSchedulingFittingHostIsUsed } from './kata/scheduling/fitting-host-is-used.js';
import { kataSchedulingKataNodesOnly } from './kata/scheduling/kata-nodes-only.js';
import { kataSchedulingMemoryIsRequestsPlusOverhead } from './kata/scheduling/memory-is-requests-plus-overhead.js';
import { kataSchedulingMessageCountsHosts } from './kata/scheduling/message-counts-hosts.js';
import { kataSchedulingMessageTalliesReasons } from './kata/scheduling/message-tallies-reasons.js';
import { kataSchedulingNamesMissingKeys } from './kata/scheduling/names-missing-keys.js';
import { kataSchedulingNamesNoFalseShortage } from './kata/scheduling/names-no-false-shortage.js';
import { kataSchedulingNamesSelectorMismatch } from './kata/scheduling/names-selector-mismatch.js';
import { kataSchedulingNeverBeyondKeys } from './kata/scheduling/never-beyond-keys.js';
import { kataSchedulingOverheadIsCounted } from './kata/scheduling/overhead-is-counted.js';
import { kataSchedulingProtectedPodsTakeOneKey } from './kata/scheduling/protected-pods-take-one-key.js';
import { kataSchedulingTakesNoOtherKey } from './kata/scheduling/takes-no-other-key.js';
import { kataSchedulingUnlabelledNodesArePassedOver } from './kata/scheduling/unlabelled-nodes-are-passed-over.js';
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
import { novaDetectionAParameterThatIsOff } from './nova/detection/a-parameter-that-is-off.js';
import { novaDetectionAnySpellingOfYes } from './nova/detection/any-spelling-of-yes.js';
import { novaDetectionArchitectureIsNamed } from './nova/detection/architecture-is-named.js';
import { novaDetectionConfigurationDetectsNothing } from './nova/detection/configuration-detects-nothing.js';
import { novaDetectionDamageGivesTheSameAgain } from './nova/detection/damage-gives-the-same-again.js';
import { novaDetectionDamageIsTold } from './nova/detection/damage-is-told.js';
import { novaDetectionEsNeedsGuests } from './nova/detection/es-needs-guests.js';
import { novaDetectionEsStaysWhereSnpCannotStart } from './nova/detection/es-stays-where-snp-cannot-start.js';
import { novaDetectionEsYieldsToSnp } from './nova/detection/es-yields-to-snp.js';
import { novaDetectionNothingIsReadAgain } from './nova/detection/nothing-is-read-again.js';
import { novaDetectionOddAnswersAreAnswers } from './nova/detection/odd-answers-are-answers.js';
import { novaDetectionOneMachineTypeIsEnough } from './nova/detection/one-machine-type-is-enough.js';
import { novaDetectionOnlyAmdHasSev } from './nova/detection/only-amd-has-sev.js';
import { novaDetectionRestartLooksAgain } from './nova/detection/restart-looks-again.js';
import { novaDetectionSecureBootOnlyWhenSupported } from './nova/detection/secure-boot-only-when-supported.js';
import { novaDetectionSecureBootWhenSupported } from './nova/detection/secure-boot-when-supported.js';
import { novaDetectionSevEsOnlyWhenLaunchable } from './nova/detection/sev-es-only-when-launchable.js';
import { novaDetectionSevEsWhenLaunchable } from './nova/detection/sev-es-when-launchable.js';
import { novaDetectionSevOnlyWhenLaunchable } from './nova/detection/sev-only-when-launchable.js';
import { novaDetectionSevWhenLaunchable } from './nova/detection/sev-when-launchable.js';
import { novaDetectionSnpOnlyWhenLaunchable } from './nova/detection/snp-only-when-launchable.js';
import { novaDetectionSnpWhenLaunchable } from './nova/detection/snp-when-launchable.js';
import { novaDetectionStatelessOnlyWhenSupported } from './nova/detection/stateless-only-when-supported.js';
import { novaDetectionStatelessWhenSupported } from './nova/detection/stateless-when-supported.js';
import { novaDetectionTdxOnlyWhenLaunchable } from './nova/detection/tdx-only-when-launchable.js';
import { novaDetectionTdxOnlyWhenLookedFor } from './nova/detection/tdx-only-when-looked-for.js';
import { novaDetectionTdxWhenLaunchable } from './nova/detection/tdx-when-launchable.js';
import { novaDetectionUnknownArchitecturesArePassedOver } from './nova/detection/unknown-architectures-are-passed-over.js';
import { novaDetectionWhatCouldNotBeReadIsReadLater } from './nova/detection/what-could-not-be-read-is-read-later.js';
import { novaDomainAutomaticFirmwareHasNoStore } from './nova/domain/automatic-firmware-has-no-store.js';
import { novaDomainBiosHasNoFirmware } from './nova/domain/bios-has-no-firmware.js';
import { novaDomainCapableHostRenders } from './nova/domain/capable-host-renders.js';
import { novaDomainCdromBusExists } from './nova/domain/cdrom-bus-exists.js';
import { novaDomainDebuggingIsOff } from './nova/domain/debugging-is-off.js';
import { novaDomainDocumentIsWellFormed } from './nova/domain/document-is-well-formed.js';
import { novaDomainFirmwareIsInstalled } from './nova/domain/firmware-is-installed.js';
import { novaDomainFirmwareIsPinned } from './nova/domain/firmware-is-pinned.js';
import { novaDomainFirmwareSuits } from './nova/domain/firmware-suits.js';
import { novaDomainIommuIsAllOrNothing } from './nova/domain/iommu-is-all-or-nothing.js';
import { novaDomainKernelHashes } from './nova/domain/kernel-hashes.js';
import { novaDomainLaunchSecurityIsLast } from './nova/domain/launch-security-is-last.js';
import { novaDomainLaunchSecurityType } from './nova/domain/launch-security-type.js';
import { novaDomainMachineAsAsked } from './nova/domain/machine-as-asked.js';
import { novaDomainMemoryAsAsked } from './nova/domain/memory-as-asked.js';
import { novaDomainMemoryIsLocked } from './nova/domain/memory-is-locked.js';
import { novaDomainMemoryIsLockedOnlyForAReason } from './nova/domain/memory-is-locked-only-for-a-reason.js';
import { novaDomainNameIsStable } from './nova/domain/name-is-stable.js';
import { novaDomainNoMemoryDumpForEncrypted } from './nova/domain/no-memory-dump-for-encrypted.js';
import { novaDomainNoOwnerSecrets } from './nova/domain/no-owner-secrets.js';
import { novaDomainPlatformBitsAreLeftToLibvirt } from './nova/domain/platform-bits-are-left-to-libvirt.js';
import { novaDomainProtectedAsAsked } from './nova/domain/protected-as-asked.js';
import { novaDomainRunsAsAsked } from './nova/domain/runs-as-asked.js';
import { novaDomainRunsOnConfiguredHypervisor } from './nova/domain/runs-on-configured-hypervisor.js';
import { novaDomainSecureBootAsAsked } from './nova/domain/secure-boot-as-asked.js';
import { novaDomainSevEsChangesOnlyThePolicy } from './nova/domain/sev-es-changes-only-the-policy.js';
import { novaDomainSevEsPolicy } from './nova/domain/sev-es-policy.js';
import { novaDomainSevPolicy } from './nova/domain/sev-policy.js';
import { novaDomainSmmWhereFirmwareNeedsIt } from './nova/domain/smm-where-firmware-needs-it.js';
import { novaDomainSnpKeys } from './nova/domain/snp-keys.js';
import { novaDomainSnpPolicy } from './nova/domain/snp-policy.js';
import { novaDomainStatefulIsTheDefault } from './nova/domain/stateful-is-the-default.js';
import { novaDomainStatelessHasNoStore } from './nova/domain/stateless-has-no-store.js';
import { novaDomainStatelessLoader } from './nova/domain/stateless-loader.js';
import { novaDomainTdxMeasuresNothingMore } from './nova/domain/tdx-measures-nothing-more.js';
import { novaDomainTdxNamesQuoteService } from './nova/domain/tdx-names-quote-service.js';
import { novaDomainTdxPolicy } from './nova/domain/tdx-policy.js';
import { novaDomainTemplateIsNotTheCode } from './nova/domain/template-is-not-the-code.js';
import { novaDomainUefiIsChosen } from './nova/domain/uefi-is-chosen.js';
import { novaDomainUuidAsAdmitted } from './nova/domain/uuid-as-admitted.js';
import { novaDomainVcpusAsAsked } from './nova/domain/vcpus-as-asked.js';
import { novaLifeConfirmGivesBack } from './nova/life/confirm-gives-back.js';
import { novaLifeCrashIsNoticed } from './nova/life/crash-is-noticed.js';
import { novaLifeDeleteAlwaysWorks } from './nova/life/delete-always-works.js';
import { novaLifeDeleteGivesTheKeyBack } from './nova/life/delete-gives-the-key-back.js';
import { novaLifeDeletionRemovesVariables } from './nova/life/deletion-removes-variables.js';
import { novaLifeEncryptedGuestsAreNotSuspended } from './nova/life/encrypted-guests-are-not-suspended.js';
import { novaLifeEncryptedGuestsDoNotMoveLive } from './nova/life/encrypted-guests-do-not-move-live.js';
import { novaLifeEncryptionIsLookedAtBeforeTheState } from './nova/life/encryption-is-looked-at-before-the-state.js';
import { novaLifeEvacuatedSourceIsFreed } from './nova/life/evacuated-source-is-freed.js';
import { novaLifeEvacuationNeedsADeadHost } from './nova/life/evacuation-needs-a-dead-host.js';
import { novaLifeEvacuationWorks } from './nova/life/evacuation-works.js';
import { novaLifeFailedBuildIsAnError } from './nova/life/failed-build-is-an-error.js';
import { novaLifeFailedMoveChangesNothing } from './nova/life/failed-move-changes-nothing.js';
import { novaLifeFailedMoveGivesBack } from './nova/life/failed-move-gives-back.js';
import { novaLifeFailedStartIsNotActive } from './nova/life/failed-start-is-not-active.js';
import { novaLifeFailureIsExplained } from './nova/life/failure-is-explained.js';
import { novaLifeGrantedWorkIsBegun } from './nova/life/granted-work-is-begun.js';
import { novaLifeHeldContextIsOfItsModel } from './nova/life/held-context-is-of-its-model.js';
import { novaLifeHostIsShown } from './nova/life/host-is-shown.js';
import { novaLifeIdentityIsKept } from './nova/life/identity-is-kept.js';
import { novaLifeMoveWaitsForItsUser } from './nova/life/move-waits-for-its-user.js';
import { novaLifeMovesKeepProtection } from './nova/life/moves-keep-protection.js';
import { novaLifeMovesLeaveTheHost } from './nova/life/moves-leave-the-host.js';
import { novaLifeNeverPossibleIsABadRequest } from './nova/life/never-possible-is-a-bad-request.js';
import { novaLifeNoSecretsAreShown } from './nova/life/no-secrets-are-shown.js';
import { novaLifeOffServersKeepTheirPlace } from './nova/life/off-servers-keep-their-place.js';
import { novaLifeOffloadGivesBack } from './nova/life/offload-gives-back.js';
import { novaLifeOrdinaryServersAreMigrated } from './nova/life/ordinary-servers-are-migrated.js';
import { novaLifeOrdinaryServersAreSuspended } from './nova/life/ordinary-servers-are-suspended.js';
import { novaLifePauseStopsTheCpus } from './nova/life/pause-stops-the-cpus.js';
import { novaLifePowerKeepsPlace } from './nova/life/power-keeps-place.js';
import { novaLifePowerKeepsVariables } from './nova/life/power-keeps-variables.js';
import { novaLifeRebootStartsAnewInPlace } from './nova/life/reboot-starts-anew-in-place.js';
import { novaLifeRebuildFollowsPlacement } from './nova/life/rebuild-follows-placement.js';
import { novaLifeRebuildIsJudged } from './nova/life/rebuild-is-judged.js';
import { novaLifeRebuildStaysOnTheHost } from './nova/life/rebuild-stays-on-the-host.js';
import { novaLifeRebuildWorksAcrossFirmware } from './nova/life/rebuild-works-across-firmware.js';
import { novaLifeRebuiltGuestsCanMove } from './nova/life/rebuilt-guests-can-move.js';
import { novaLifeRefusalChangesNothing } from './nova/life/refusal-changes-nothing.js';
import { novaLifeRefusalsAreTheUsers } from './nova/life/refusals-are-the-users.js';
import { novaLifeRescueIsUndone } from './nova/life/rescue-is-undone.js';
import { novaLifeRescueKeepsProtection } from './nova/life/rescue-keeps-protection.js';
import { novaLifeResizeIsJudged } from './nova/life/resize-is-judged.js';
import { novaLifeRevertGoesBack } from './nova/life/revert-goes-back.js';
import { novaLifeRightStateIsGranted } from './nova/life/right-state-is-granted.js';
import { novaLifeServicesComeAndGo } from './nova/life/services-come-and-go.js';
import { novaLifeShownActiveIsRunning } from './nova/life/shown-active-is-running.js';
import { novaLifeStartStaysOnTheHost } from './nova/life/start-stays-on-the-host.js';
import { novaLifeStartedIsActive } from './nova/life/started-is-active.js';
import { novaLifeStatusIsKnown } from './nova/life/status-is-known.js';
import { novaLifeStopGivesTheKeyBack } from './nova/life/stop-gives-the-key-back.js';
import { novaLifeTenantsDoNotStopServices } from './nova/life/tenants-do-not-stop-services.js';
import { novaLifeUnknownActionIsABadRequest } from './nova/life/unknown-action-is-a-bad-request.js';
import { novaLifeUnplaceableBuildIsAnError } from './nova/life/unplaceable-build-is-an-error.js';
import { novaLifeUnshelveClaimsAnew } from './nova/life/unshelve-claims-anew.js';
import { novaLifeVariablesAreTheGuests } from './nova/life/variables-are-the-guests.js';
import { novaLifeWrongStateIsAConflict } from './nova/life/wrong-state-is-a-conflict.js';
import { novaPlacementAmountsObeyUnits } from './nova/placement/amounts-obey-units.js';
import { novaPlacementChosenHostCanLaunch } from './nova/placement/chosen-host-can-launch.js';
import { novaPlacementChosenHostFits } from './nova/placement/chosen-host-fits.js';
import { novaPlacementChosenHostHasNoReason } from './nova/placement/chosen-host-has-no-reason.js';
import { novaPlacementDeletedGuestsHoldNothing } from './nova/placement/deleted-guests-hold-nothing.js';
import { novaPlacementDisabledHostsArePassedOver } from './nova/placement/disabled-hosts-are-passed-over.js';
import { novaPlacementEncryptedGuestsTakeOneContext } from './nova/placement/encrypted-guests-take-one-context.js';
import { novaPlacementEveryRefusedHostHasAReason } from './nova/placement/every-refused-host-has-a-reason.js';
import { novaPlacementEverySlotIsHeldBySomebody } from './nova/placement/every-slot-is-held-by-somebody.js';
import { novaPlacementFittingHostIsUsed } from './nova/placement/fitting-host-is-used.js';
import { novaPlacementFreeSlotIsNotRefused } from './nova/placement/free-slot-is-not-refused.js';
import { novaPlacementGiversHaveNoForbiddenTrait } from './nova/placement/givers-have-no-forbidden-trait.js';
import { novaPlacementGiversHaveTheTraits } from './nova/placement/givers-have-the-traits.js';
import { novaPlacementModelAgrees } from './nova/placement/model-agrees.js';
import { novaPlacementMoveHoldsBothPlaces } from './nova/placement/move-holds-both-places.js';
import { novaPlacementNeverBeyondKeys } from './nova/placement/never-beyond-keys.js';
import { novaPlacementNeverOverCapacity } from './nova/placement/never-over-capacity.js';
import { novaPlacementNoValidHostIsSaid } from './nova/placement/no-valid-host-is-said.js';
import { novaPlacementNothingIsLostAtTheEnd } from './nova/placement/nothing-is-lost-at-the-end.js';
import { novaPlacementOnlyPinnedMemoryIsLocked } from './nova/placement/only-pinned-memory-is-locked.js';
import { novaPlacementOrdinaryGuestsTakeNone } from './nova/placement/ordinary-guests-take-none.js';
import { novaPlacementPoolsDoNotLend } from './nova/placement/pools-do-not-lend.js';
import { novaPlacementReasonsAreTrue } from './nova/placement/reasons-are-true.js';
import { novaPlacementRequestNamesEveryNeed } from './nova/placement/request-names-every-need.js';
import { novaPlacementRequestedHostIsKeptTo } from './nova/placement/requested-host-is-kept-to.js';
import { novaPlacementReservedIsNotGiven } from './nova/placement/reserved-is-not-given.js';
import { novaPlacementSilentHostsArePassedOver } from './nova/placement/silent-hosts-are-passed-over.js';
import { novaPlacementSlotsAreOfTheOwnModel } from './nova/placement/slots-are-of-the-own-model.js';
import { novaPlacementStatelessGuestsGoWhereThatWorks } from './nova/placement/stateless-guests-go-where-that-works.js';
import { novaPlacementTakesFromTheChosenHost } from './nova/placement/takes-from-the-chosen-host.js';
import { novaPlacementTakesWhatWasAskedFor } from './nova/placement/takes-what-was-asked-for.js';
import { novaReportAllocationsMoveOnlyAtStart } from './nova/report/allocations-move-only-at-start.js';
import { novaReportAllocationsMoveToInventories } from './nova/report/allocations-move-to-inventories.js';
import { novaReportCapabilitiesAreTheNodes } from './nova/report/capabilities-are-the-nodes.js';
import { novaReportChangeRaisesGeneration } from './nova/report/change-raises-generation.js';
import { novaReportClosedProvidersOfferNothing } from './nova/report/closed-providers-offer-nothing.js';
import { novaReportContextsAreNotShared } from './nova/report/contexts-are-not-shared.js';
import { novaReportEsIgnoresGuestLimit } from './nova/report/es-ignores-guest-limit.js';
import { novaReportFlatNodeHasTheSlots } from './nova/report/flat-node-has-the-slots.js';
import { novaReportGenerationsAreWhole } from './nova/report/generations-are-whole.js';
import { novaReportGuestLimitIsGone } from './nova/report/guest-limit-is-gone.js';
import { novaReportHeldProvidersStay } from './nova/report/held-providers-stay.js';
import { novaReportLeastIsOneContext } from './nova/report/least-is-one-context.js';
import { novaReportModelHasItsTrait } from './nova/report/model-has-its-trait.js';
import { novaReportModelHasNoOtherTrait } from './nova/report/model-has-no-other-trait.js';
import { novaReportModelsHangOnTheNode } from './nova/report/models-hang-on-the-node.js';
import { novaReportModelsHaveSlots } from './nova/report/models-have-slots.js';
import { novaReportNoGuestHoldsWhatIsNotThere } from './nova/report/no-guest-holds-what-is-not-there.js';
import { novaReportNodeHasCpusAndMemory } from './nova/report/node-has-cpus-and-memory.js';
import { novaReportNodeHasNoContexts } from './nova/report/node-has-no-contexts.js';
import { novaReportNodeHasNoModelTrait } from './nova/report/node-has-no-model-trait.js';
import { novaReportNodeObjectIsLeftAlone } from './nova/report/node-object-is-left-alone.js';
import { novaReportOneContextAGuest } from './nova/report/one-context-a-guest.js';
import { novaReportParentsComeFirst } from './nova/report/parents-come-first.js';
import { novaReportProviderNamesAreUnique } from './nova/report/provider-names-are-unique.js';
import { novaReportProvidersAreNamedByNode } from './nova/report/providers-are-named-by-node.js';
import { novaReportProvidersAreNovas } from './nova/report/providers-are-novas.js';
import { novaReportRefreshIsIdempotent } from './nova/report/refresh-is-idempotent.js';
import { novaReportRefusalNamesTheModel } from './nova/report/refusal-names-the-model.js';
import { novaReportRefusesOrphanedGuests } from './nova/report/refuses-orphaned-guests.js';
import { novaReportReservedAsConfigured } from './nova/report/reserved-as-configured.js';
import { novaReportReshapeLosesNothing } from './nova/report/reshape-loses-nothing.js';
import { novaReportReshapeMovesAllocations } from './nova/report/reshape-moves-allocations.js';
import { novaReportRestartChangesNothingByItself } from './nova/report/restart-changes-nothing-by-itself.js';
import { novaReportServesSupportedGuests } from './nova/report/serves-supported-guests.js';
import { novaReportSevEsSlots } from './nova/report/sev-es-slots.js';
import { novaReportSevSlots } from './nova/report/sev-slots.js';
import { novaReportSilenceChangesNoTree } from './nova/report/silence-changes-no-tree.js';
import { novaReportSnpSlots } from './nova/report/snp-slots.js';
import { novaReportTdxSlots } from './nova/report/tdx-slots.js';
import { novaReportTotalIsAtLeastOne } from './nova/report/total-is-at-least-one.js';
import { novaReportTraitsAreNames } from './nova/report/traits-are-names.js';
import { novaReportUnchangedKeepsGeneration } from './nova/report/unchanged-keeps-generation.js';
import { novaReportVanishedModelsLoseTheirProviders } from './nova/report/vanished-models-lose-their-providers.js';
import { novaRequestAcceptedIsBuildable } from './nova/request/accepted-is-buildable.js';
import { novaRequestEncryptionConflict } from './nova/request/encryption-conflict.js';
import { novaRequestFirstMistakeIsTold } from './nova/request/first-mistake-is-told.js';
import { novaRequestImageMayAsk } from './nova/request/image-may-ask.js';
import { novaRequestImageValuesAreKnown } from './nova/request/image-values-are-known.js';
import { novaRequestLockedMemoryConflict } from './nova/request/locked-memory-conflict.js';
import { novaRequestLockedMemoryNeedsPages } from './nova/request/locked-memory-needs-pages.js';
import { novaRequestLockedMemoryStays } from './nova/request/locked-memory-stays.js';
import { novaRequestMachineMayBeLeftOut } from './nova/request/machine-may-be-left-out.js';
import { novaRequestMachineType } from './nova/request/machine-type.js';
import { novaRequestMistakesAreBadRequests } from './nova/request/mistakes-are-bad-requests.js';
import { novaRequestModelConflict } from './nova/request/model-conflict.js';
import { novaRequestModelIsKnown } from './nova/request/model-is-known.js';
import { novaRequestModelWithoutEncryption } from './nova/request/model-without-encryption.js';
import { novaRequestOneErrorOneClass } from './nova/request/one-error-one-class.js';
import { novaRequestRequestIsKept } from './nova/request/request-is-kept.js';
import { novaRequestRequestedHostIsKept } from './nova/request/requested-host-is-kept.js';
import { novaRequestSecureBootConflict } from './nova/request/secure-boot-conflict.js';
import { novaRequestSecureBootPolicyIsKnown } from './nova/request/secure-boot-policy-is-known.js';
import { novaRequestSpellingDoesNotMatter } from './nova/request/spelling-does-not-matter.js';
import { novaRequestStatelessRequired } from './nova/request/stateless-required.js';
import { novaRequestStatelessWithoutUefiIsPassedOver } from './nova/request/stateless-without-uefi-is-passed-over.js';
import { novaRequestTdxWithoutScsi } from './nova/request/tdx-without-scsi.js';
import { novaRequestUefiRequired } from './nova/request/uefi-required.js';
import { novaRequestUuidIsItsOwn } from './nova/request/uuid-is-its-own.js';
import { novaRequestVolumeBootIsToldAsWell } from './nova/request/volume-boot-is-told-as-well.js';
import { novaRequestWellFormedIsAccepted } from './nova/request/well-formed-is-accepted.js';
import { novaRequestWholeMachineName } from './nova/request/whole-machine-name.js';
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
  novaDetectionSevWhenLaunchable,
  novaDetectionSevOnlyWhenLaunchable,
  novaDetectionSevEsWhenLaunchable,
  novaDetectionSevEsOnlyWhenLaunchable,
  novaDetectionSnpWhenLaunchable,
  novaDetectionSnpOnlyWhenLaunchable,
  novaDetectionTdxWhenLaunchable,
  novaDetectionTdxOnlyWhenLaunchable,
  novaDetectionEsYieldsToSnp,
  novaDetectionEsStaysWhereSnpCannotStart,
  novaDetectionEsNeedsGuests,
  novaDetectionStatelessWhenSupported,
  novaDetectionStatelessOnlyWhenSupported,
  novaDetectionSecureBootWhenSupported,
  novaDetectionSecureBootOnlyWhenSupported,
  novaDetectionAnySpellingOfYes,
  novaDetectionAParameterThatIsOff,
  novaDetectionOneMachineTypeIsEnough,
  novaDetectionDamageIsTold,
  novaDetectionDamageGivesTheSameAgain,
  novaDetectionNothingIsReadAgain,
  novaDetectionRestartLooksAgain,
  novaDetectionConfigurationDetectsNothing,
  novaDetectionOnlyAmdHasSev,
  novaDetectionTdxOnlyWhenLookedFor,
  novaDetectionWhatCouldNotBeReadIsReadLater,
  novaDetectionArchitectureIsNamed,
  novaDetectionUnknownArchitecturesArePassedOver,
  novaDetectionOddAnswersAreAnswers,
  novaReportSevSlots,
  novaReportSevEsSlots,
  novaReportSnpSlots,
  novaReportTdxSlots,
  novaReportGuestLimitIsGone,
  novaReportEsIgnoresGuestLimit,
  novaReportProvidersAreNamedByNode,
  novaReportModelsHangOnTheNode,
  novaReportParentsComeFirst,
  novaReportModelHasItsTrait,
  novaReportModelHasNoOtherTrait,
  novaReportProvidersAreNovas,
  novaReportNodeHasNoContexts,
  novaReportNodeHasNoModelTrait,
  novaReportNodeHasCpusAndMemory,
  novaReportCapabilitiesAreTheNodes,
  novaReportTotalIsAtLeastOne,
  novaReportOneContextAGuest,
  novaReportLeastIsOneContext,
  novaReportContextsAreNotShared,
  novaReportReservedAsConfigured,
  novaReportModelsHaveSlots,
  novaReportVanishedModelsLoseTheirProviders,
  novaReportHeldProvidersStay,
  novaReportClosedProvidersOfferNothing,
  novaReportRefreshIsIdempotent,
  novaReportRestartChangesNothingByItself,
  novaReportUnchangedKeepsGeneration,
  novaReportChangeRaisesGeneration,
  novaReportGenerationsAreWhole,
  novaReportTraitsAreNames,
  novaReportFlatNodeHasTheSlots,
  novaReportReshapeMovesAllocations,
  novaReportReshapeLosesNothing,
  novaReportAllocationsMoveOnlyAtStart,
  novaReportAllocationsMoveToInventories,
  novaReportNoGuestHoldsWhatIsNotThere,
  novaReportNodeObjectIsLeftAlone,
  novaReportRefusesOrphanedGuests,
  novaReportServesSupportedGuests,
  novaReportRefusalNamesTheModel,
  novaReportSilenceChangesNoTree,
  novaReportProviderNamesAreUnique,
  novaRequestWellFormedIsAccepted,
  novaRequestOneErrorOneClass,
  novaRequestMistakesAreBadRequests,
  novaRequestFirstMistakeIsTold,
  novaRequestEncryptionConflict,
  novaRequestModelConflict,
  novaRequestModelWithoutEncryption,
  novaRequestModelIsKnown,
  novaRequestImageValuesAreKnown,
  novaRequestUefiRequired,
  novaRequestMachineType,
  novaRequestWholeMachineName,
  novaRequestStatelessRequired,
  novaRequestTdxWithoutScsi,
  novaRequestLockedMemoryConflict,
  novaRequestLockedMemoryNeedsPages,
  novaRequestLockedMemoryStays,
  novaRequestSecureBootConflict,
  novaRequestSecureBootPolicyIsKnown,
  novaRequestVolumeBootIsToldAsWell,
  novaRequestSpellingDoesNotMatter,
  novaRequestMachineMayBeLeftOut,
  novaRequestImageMayAsk,
  novaRequestStatelessWithoutUefiIsPassedOver,
  novaRequestAcceptedIsBuildable,
  novaRequestRequestIsKept,
  novaRequestRequestedHostIsKept,
  novaRequestUuidIsItsOwn,
  novaPlacementEncryptedGuestsTakeOneContext,
  novaPlacementOrdinaryGuestsTakeNone,
  novaPlacementSlotsAreOfTheOwnModel,
  novaPlacementTakesWhatWasAskedFor,
  novaPlacementTakesFromTheChosenHost,
  novaPlacementGiversHaveTheTraits,
  novaPlacementGiversHaveNoForbiddenTrait,
  novaPlacementNeverOverCapacity,
  novaPlacementReservedIsNotGiven,
  novaPlacementAmountsObeyUnits,
  novaPlacementNeverBeyondKeys,
  novaPlacementPoolsDoNotLend,
  novaPlacementEverySlotIsHeldBySomebody,
  novaPlacementNothingIsLostAtTheEnd,
  novaPlacementDeletedGuestsHoldNothing,
  novaPlacementFittingHostIsUsed,
  novaPlacementChosenHostFits,
  novaPlacementChosenHostCanLaunch,
  novaPlacementStatelessGuestsGoWhereThatWorks,
  novaPlacementFreeSlotIsNotRefused,
  novaPlacementNoValidHostIsSaid,
  novaPlacementEveryRefusedHostHasAReason,
  novaPlacementReasonsAreTrue,
  novaPlacementChosenHostHasNoReason,
  novaPlacementRequestedHostIsKeptTo,
  novaPlacementSilentHostsArePassedOver,
  novaPlacementDisabledHostsArePassedOver,
  novaPlacementMoveHoldsBothPlaces,
  novaPlacementModelAgrees,
  novaPlacementRequestNamesEveryNeed,
  novaPlacementOnlyPinnedMemoryIsLocked,
  novaDomainDocumentIsWellFormed,
  novaDomainCapableHostRenders,
  novaDomainProtectedAsAsked,
  novaDomainRunsAsAsked,
  novaDomainLaunchSecurityType,
  novaDomainSevPolicy,
  novaDomainSevEsPolicy,
  novaDomainSnpPolicy,
  novaDomainTdxPolicy,
  novaDomainDebuggingIsOff,
  novaDomainSnpKeys,
  novaDomainKernelHashes,
  novaDomainNoOwnerSecrets,
  novaDomainPlatformBitsAreLeftToLibvirt,
  novaDomainTdxNamesQuoteService,
  novaDomainTdxMeasuresNothingMore,
  novaDomainLaunchSecurityIsLast,
  novaDomainMemoryIsLocked,
  novaDomainMemoryIsLockedOnlyForAReason,
  novaDomainNoMemoryDumpForEncrypted,
  novaDomainIommuIsAllOrNothing,
  novaDomainCdromBusExists,
  novaDomainMachineAsAsked,
  novaDomainRunsOnConfiguredHypervisor,
  novaDomainUefiIsChosen,
  novaDomainBiosHasNoFirmware,
  novaDomainAutomaticFirmwareHasNoStore,
  novaDomainFirmwareSuits,
  novaDomainFirmwareIsInstalled,
  novaDomainSmmWhereFirmwareNeedsIt,
  novaDomainSecureBootAsAsked,
  novaDomainStatelessLoader,
  novaDomainStatelessHasNoStore,
  novaDomainStatefulIsTheDefault,
  novaDomainFirmwareIsPinned,
  novaDomainTemplateIsNotTheCode,
  novaDomainMemoryAsAsked,
  novaDomainVcpusAsAsked,
  novaDomainUuidAsAdmitted,
  novaDomainNameIsStable,
  novaDomainSevEsChangesOnlyThePolicy,
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
  kataLabelsSnpLabelWhenEnabled,
  kataLabelsSnpLabelOnlyWhenEnabled,
  kataLabelsTdxLabelWhenEnabled,
  kataLabelsTdxLabelOnlyWhenEnabled,
  kataLabelsSevFeatureWhenEnabled,
  kataLabelsSevFeatureOnlyWhenEnabled,
  kataLabelsSevEsFeatureWhenEnabled,
  kataLabelsSevEsFeatureOnlyWhenEnabled,
  kataLabelsSevSnpFeatureWhenEnabled,
  kataLabelsSevSnpFeatureOnlyWhenEnabled,
  kataLabelsTdxFeatureWhenEnabled,
  kataLabelsTdxFeatureOnlyWhenEnabled,
  kataLabelsEsidsEqualCapacity,
  kataLabelsNoEsidsWithoutCapacity,
  kataLabelsKeysEqualCapacity,
  kataLabelsNoKeysWithoutCapacity,
  kataLabelsCountsAreNeverLabels,
  kataLabelsValueIsTrue,
  kataLabelsRuntimeIsAnnounced,
  kataLabelsValidSyntax,
  kataLabelsForeignLabelsUntouched,
  kataLabelsLookingAgainChangesNothing,
  kataLabelsUnknownLinesArePassedOver,
  kataLabelsCapacityAtEitherPath,
  kataLabelsStaleLabelsAreRemoved,
  kataLabelsRulesOffNothingIsCounted,
  kataLabelsResourcesAreWhole,
  kataLabelsSilenceChangesNothing,
  kataAdmissionWellFormedIsAccepted,
  kataAdmissionUnknownClassIsRefused,
  kataAdmissionUnknownClassIsNamed,
  kataAdmissionRefusalIsForbidden,
  kataAdmissionNoClassForOlderProtections,
  kataAdmissionOverheadMemory,
  kataAdmissionOverheadCpu,
  kataAdmissionOverheadTakesAKey,
  kataAdmissionKeysWithoutOverhead,
  kataAdmissionNoOverheadWhenOff,
  kataAdmissionNoKeyWithoutRules,
  kataAdmissionOverheadNamesNoOtherKey,
  kataAdmissionClassSelectorIsMerged,
  kataAdmissionUsersSelectorIsKept,
  kataAdmissionSelectsNothingElse,
  kataAdmissionSelectorConflictIsRefused,
  kataAdmissionSelectorConflictIsNamed,
  kataAdmissionForeignOverheadIsRefused,
  kataAdmissionAnnotationsAreKept,
  kataAdmissionAnnotationsAreNotJudgedHere,
  kataAdmissionClassIsKept,
  kataAdmissionLimitsBecomeRequests,
  kataAdmissionContainersAreKept,
  kataSchedulingProtectedPodsTakeOneKey,
  kataSchedulingTakesNoOtherKey,
  kataSchedulingClaimSelectsAsAdmitted,
  kataSchedulingMemoryIsRequestsPlusOverhead,
  kataSchedulingOverheadIsCounted,
  kataSchedulingNeverBeyondKeys,
  kataSchedulingExactlyAsManyAsKeys,
  kataSchedulingUnlabelledNodesArePassedOver,
  kataSchedulingKataNodesOnly,
  kataSchedulingChosenHostFits,
  kataSchedulingFittingHostIsUsed,
  kataSchedulingChosenKernelHasItOn,
  kataSchedulingClosedNodesArePassedOver,
  kataSchedulingMessageCountsHosts,
  kataSchedulingMessageTalliesReasons,
  kataSchedulingNamesMissingKeys,
  kataSchedulingNamesSelectorMismatch,
  kataSchedulingNamesNoFalseShortage,
  kataCommandLineEnabledAnnotationsRender,
  kataCommandLineOrdinaryHasNoObject,
  kataCommandLineSnpObject,
  kataCommandLineTdxObject,
  kataCommandLineObjectTypeFirst,
  kataCommandLineProtectionIsTheMachines,
  kataCommandLineProtectionIsOfTheClass,
  kataCommandLineSnpPolicy,
  kataCommandLineSnpDebuggingIsOff,
  kataCommandLineKernelHashes,
  kataCommandLineCBitIsTheHosts,
  kataCommandLineOnePhysicalBitLess,
  kataCommandLineHostDataIsTheDigest,
  kataCommandLineMrconfigidIsTheDigest,
  kataCommandLineNothingBoundWithoutInitdata,
  kataCommandLineDamagedInitdataIsRefused,
  kataCommandLineNoHotplugMemory,
  kataCommandLineMemoryAsAsked,
  kataCommandLineSandboxHasItsOwnMemory,
  kataCommandLineVcpusAsAsked,
  kataCommandLineSnpFirmware,
  kataCommandLineTdxFirmware,
  kataCommandLineConfidentialFirmwareIsBios,
  kataCommandLineSnpCpuModel,
  kataCommandLineOtherCpuModel,
  kataCommandLineSplitIrqchip,
  kataCommandLineRunsOnKvm,
  kataCommandLineKernelParamsOnce,
  kataCommandLineKernelLineOfTheRuntime,
  kataCommandLineAnnotationNotEnabledIsRefused,
  kataCommandLineIdBlockNeedsItsAuthentication,
  kataCommandLineMmioDisksAreRefused,
  kataCommandLineIdBlockIsPassedOn,
  kataCommandLineCertificatesAreNotPassedOn,
  kataCommandLineQuoteServiceIsNamed,
  kataCommandLineQuoteServiceOfTheHost,
  kataCommandLineDamagedMemoryIsRefused,
  kataCommandLinePreAttestationChangesNothing,
  kataCommandLineNameIsItsOwn,
  kataLifePhaseIsKnown,
  kataLifeStartedIsRunning,
  kataLifeFailedStartIsNotRunning,
  kataLifeFailedStartIsNamed,
  kataLifeUnplacedIsPending,
  kataLifeUnschedulableIsShown,
  kataLifeProtectionGivenIsAsked,
  kataLifeOneKeyPerPod,
  kataLifeDeletionStopsTheGuest,
  kataLifeDeletedPodsHoldNothing,
  kataLifeNoKeyLeaked,
  kataLifeShownRunningIsRunning,
  kataLifeRunningIsShownRunning,
  kataLifeCrashIsNoticed,
  kataLifeFinishedStaysFinished,
  kataLifePodsDoNotMove,
  kataLifeAdmittedIsPending,
  kataLifeNothingStartsUnasked,
  kataLifeWaitingHasAReason,
  kataLifeBoundPodsAreHandled,
  promisedOnce,
  heldOnce,
  othersLeaveRoom,
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

/** The judges of one stack: its own and those that hold for every stack. Of `all`: everybody's, and those of shared hosts. */
export function invariantsOf(stack: string): readonly Invariant[] {
  const known = byStack.get(stack);
  if (known !== undefined) return known;
  const chosen = stack === 'all' ? invariants.filter(sharesHosts).map(amongAll) : invariants.filter((each) => isOf(each, stack));
  byStack.set(stack, chosen);
  return chosen;
}

const byStack = new Map<string, readonly Invariant[]>();

function isOf({ requirement }: Invariant, stack: string): boolean {
  return forAnyStack.some((owner) => requirement.startsWith(owner)) || requirement.startsWith(`${stack}/`);
}

/** Kata brings its own QEMU, and is not among the stacks that share hosts. */
function sharesHosts({ requirement }: Invariant): boolean {
  return !requirement.startsWith('kata/');
}

function amongAll(invariant: Invariant): Invariant {
  const [owner = ''] = invariant.requirement.split('/');
  return [...forAnyStack, 'all/'].includes(`${owner}/`) ? invariant : amongOthers(owner, invariant);
}
