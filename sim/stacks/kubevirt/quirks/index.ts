import { absentSecureBootIsOff } from './absent-secure-boot-is-off.js';
import { accessReviewTruncated } from './access-review-truncated.js';
import { admissionIgnoresGates } from './admission-ignores-gates.js';
import { admitOneBeyondTheLimit } from './admit-one-beyond-the-limit.js';
import { agentBackStartsHeldGuests } from './agent-back-starts-held-guests.js';
import { attestationForSnp } from './attestation-for-snp.js';
import { attestationNil } from './attestation-nil.js';
import { capacityErrorStopsPlugin } from './capacity-error-stops-plugin.js';
import { cpuHotplugAccepted } from './cpu-hotplug-accepted.js';
import { crashCalledSuccess } from './crash-called-success.js';
import { devicesNotDeregistered } from './devices-not-deregistered.js';
import { documentsReadOnce } from './documents-read-once.js';
import { emptyHostModelPanics } from './empty-host-model-panics.js';
import { encryptedStateForgotten } from './encrypted-state-forgotten.js';
import { endlessRetryOfHopelessStarts } from './endless-retry-of-hopeless-starts.js';
import { endlessRetryOnMissingFirmware } from './endless-retry-on-missing-firmware.js';
import { failedPluginClosesNode } from './failed-plugin-closes-node.js';
import { fieldsOfTheExpandedMachine } from './fields-of-the-expanded-machine.js';
import { forgottenOwnLabels } from './forgotten-own-labels.js';
import { freePageReportingAlways } from './free-page-reporting-always.js';
import { gateIgnoredByDevicePlugin } from './gate-ignored-by-device-plugin.js';
import { gatesCannotCoexist } from './gates-cannot-coexist.js';
import { getConflictAs500 } from './get-conflict-as-500.js';
import { guaranteedOverheadOutsideRatio } from './guaranteed-overhead-outside-ratio.js';
import { guestDebuggingAccepted } from './guest-debugging-accepted.js';
import { healthyBeforeChecked } from './healthy-before-checked.js';
import { hopelessEvictionAllowed } from './hopeless-eviction-allowed.js';
import { hostDevicesFieldPath } from './host-devices-field-path.js';
import { instancesMayGrow } from './instances-may-grow.js';
import { instancetypeNotDeprecated } from './instancetype-not-deprecated.js';
import { intelForkMembers } from './intel-fork-members.js';
import { invalidLabelLosesAll } from './invalid-label-loses-all.js';
import { kernelHashesWithoutKernel } from './kernel-hashes-without-kernel.js';
import { keyCountBySubstring } from './key-count-by-substring.js';
import { keyCountFirstNumber } from './key-count-first-number.js';
import { keyShortageIsFinal } from './key-shortage-is-final.js';
import { kubeletRefusalUnnoticed } from './kubelet-refusal-unnoticed.js';
import { kubeletRestartUnnoticed } from './kubelet-restart-unnoticed.js';
import { labelAndSelectorEmpty } from './label-and-selector-empty.js';
import { labelTrustsDomcapabilities } from './label-trusts-domcapabilities.js';
import { labelValueEmpty } from './label-value-empty.js';
import { labellerEndsWithFirstError } from './labeller-ends-with-first-error.js';
import { labelsFollowGates } from './labels-follow-gates.js';
import { launchMembersUnknown } from './launch-members-unknown.js';
import { launchSecurityFieldPath } from './launch-security-field-path.js';
import { malformedEvictionMarks } from './malformed-eviction-marks.js';
import { measuredIdsUnchecked } from './measured-ids-unchecked.js';
import { measuredWhileRunning } from './measured-while-running.js';
import { memoryLockComputed } from './memory-lock-computed.js';
import { memoryLockFromRequests } from './memory-lock-from-requests.js';
import { migrationBeforeFirstStatus } from './migration-before-first-status.js';
import { missingCounterPanics } from './missing-counter-panics.js';
import { noKeyAccountingForSev } from './no-key-accounting-for-sev.js';
import { noKeyAccountingForTdx } from './no-key-accounting-for-tdx.js';
import { nvramWithoutFormat } from './nvram-without-format.js';
import { obsoleteHostModelUnmarked } from './obsolete-host-model-unmarked.js';
import { obsoleteModelsByPlainName } from './obsolete-models-by-plain-name.js';
import { oldOvmfDirectory } from './old-ovmf-directory.js';
import { oneKeyTooMany } from './one-key-too-many.js';
import { optionalSocketNeedsDirectory } from './optional-socket-needs-directory.js';
import { overheadByTdxGate } from './overhead-by-tdx-gate.js';
import { overheadOfControllersArchitecture } from './overhead-of-controllers-architecture.js';
import { pageTablesOfRequestsOnly } from './page-tables-of-requests-only.js';
import { patchWithoutChange } from './patch-without-change.js';
import { persistentEfiAccepted } from './persistent-efi-accepted.js';
import { plainEfiNeedsEveryImage } from './plain-efi-needs-every-image.js';
import { plainEfiWithSecureVariables } from './plain-efi-with-secure-variables.js';
import { pluginRestartPanics } from './plugin-restart-panics.js';
import { pmuOffByTdxGate } from './pmu-off-by-tdx-gate.js';
import { pmuOnlyWithFeatures } from './pmu-only-with-features.js';
import { preferenceCannotProtect } from './preference-cannot-protect.js';
import { preferenceOverwrites } from './preference-overwrites.js';
import { prefixOwnedLabels } from './prefix-owned-labels.js';
import { privilegedLauncher } from './privileged-launcher.js';
import { qgsAddressFromRequest } from './qgs-address-from-request.js';
import { qgsAnnotationMissing } from './qgs-annotation-missing.js';
import type { Quirk } from './quirk.js';
import { quoteGenerationSocketElement } from './quote-generation-socket-element.js';
import { rngWithoutIommu } from './rng-without-iommu.js';
import { s390LabelDropped } from './s390-label-dropped.js';
import { s390xTakesAnyType } from './s390x-takes-any-type.js';
import { secureBootBeforeCcType } from './secure-boot-before-cc-type.js';
import { secureExecutionStorageMigratable } from './secure-execution-storage-migratable.js';
import { sessionNotAwaited } from './session-not-awaited.js';
import { sessionReplaced } from './session-replaced.js';
import { sevBecomesSnp } from './sev-becomes-snp.js';
import { sevDebuggingAllowed } from './sev-debugging-allowed.js';
import { sevElementWithSnpFirmware } from './sev-element-with-snp-firmware.js';
import { sevGateClosedByDefault } from './sev-gate-closed-by-default.js';
import { sevMemoryNotLocked } from './sev-memory-not-locked.js';
import { sevOverheadOutsideRatio } from './sev-overhead-outside-ratio.js';
import { sevWithoutOverhead } from './sev-without-overhead.js';
import { severalTypesAccepted } from './several-types-accepted.js';
import { silentAgentFailsGuests } from './silent-agent-fails-guests.js';
import { silentNodeStaysOpen } from './silent-node-stays-open.js';
import { skipAnnotationIgnored } from './skip-annotation-ignored.js';
import { snpLoaderPflash } from './snp-loader-pflash.js';
import { snpPolicy0x3000 } from './snp-policy-0x3000.js';
import { snpPolicyUnchecked } from './snp-policy-unchecked.js';
import { snpSelectsAnySevNode } from './snp-selects-any-sev-node.js';
import { snpSmmAccepted } from './snp-smm-accepted.js';
import { socketHealthUnheard } from './socket-health-unheard.js';
import { socketPluginRestartPanics } from './socket-plugin-restart-panics.js';
import { stalePlatformCertificates } from './stale-platform-certificates.js';
import { stoppingNodeStaysOpen } from './stopping-node-stays-open.js';
import { tdxCalledMigratable } from './tdx-called-migratable.js';
import { tdxCapacityPatched } from './tdx-capacity-patched.js';
import { tdxLabelValueEmpty } from './tdx-label-value-empty.js';
import { tdxMemoryLikeSev } from './tdx-memory-like-sev.js';
import { tdxPmuOn } from './tdx-pmu-on.js';
import { tdxPolicyDebugBit } from './tdx-policy-debug-bit.js';
import { tdxPolicyFixed } from './tdx-policy-fixed.js';
import { tdxPrivateMemoryBacking } from './tdx-private-memory-backing.js';
import { tdxSecureBootNeedsSmm } from './tdx-secure-boot-needs-smm.js';
import { tdxSingleFirmware } from './tdx-single-firmware.js';
import { tdxSplitIrqchip } from './tdx-split-irqchip.js';
import { tdxVirtioConsole } from './tdx-virtio-console.js';
import { tdxWithoutBalloon } from './tdx-without-balloon.js';
import { templatesAreNotDefaulted } from './templates-are-not-defaulted.js';
import { templatesObeyFewerRules } from './templates-obey-fewer-rules.js';
import { unguardedLabelPatch } from './unguarded-label-patch.js';
import { unreadableDocumentPanics } from './unreadable-document-panics.js';
import { unusableModelsLabelled } from './unusable-models-labelled.js';
import { unwantedPluginsRunOn } from './unwanted-plugins-run-on.js';
import { userDataUnmentioned } from './user-data-unmentioned.js';
import { userSelectorWins } from './user-selector-wins.js';
import { vsockWithoutIommu } from './vsock-without-iommu.js';

/** All quirks, in the order of the stages they show in. */
export const kubevirtQuirks: readonly Quirk[] = [
  labelValueEmpty,
  labelAndSelectorEmpty,
  tdxLabelValueEmpty,
  labelsFollowGates,
  labelTrustsDomcapabilities,
  prefixOwnedLabels,
  forgottenOwnLabels,
  skipAnnotationIgnored,
  unguardedLabelPatch,
  patchWithoutChange,
  s390LabelDropped,
  unreadableDocumentPanics,
  emptyHostModelPanics,
  missingCounterPanics,
  documentsReadOnce,
  labellerEndsWithFirstError,
  invalidLabelLosesAll,
  unusableModelsLabelled,
  obsoleteModelsByPlainName,
  obsoleteHostModelUnmarked,
  silentNodeStaysOpen,
  stoppingNodeStaysOpen,
  failedPluginClosesNode,
  noKeyAccountingForSev,
  noKeyAccountingForTdx,
  keyCountFirstNumber,
  keyCountBySubstring,
  oneKeyTooMany,
  tdxCapacityPatched,
  capacityErrorStopsPlugin,
  gateIgnoredByDevicePlugin,
  unwantedPluginsRunOn,
  devicesNotDeregistered,
  healthyBeforeChecked,
  socketHealthUnheard,
  optionalSocketNeedsDirectory,
  kubeletRestartUnnoticed,
  pluginRestartPanics,
  socketPluginRestartPanics,
  launchSecurityFieldPath,
  tdxSecureBootNeedsSmm,
  severalTypesAccepted,
  admissionIgnoresGates,
  persistentEfiAccepted,
  sevGateClosedByDefault,
  gatesCannotCoexist,
  intelForkMembers,
  launchMembersUnknown,
  s390xTakesAnyType,
  snpSmmAccepted,
  templatesAreNotDefaulted,
  templatesObeyFewerRules,
  instancesMayGrow,
  preferenceOverwrites,
  preferenceCannotProtect,
  instancetypeNotDeprecated,
  userDataUnmentioned,
  hostDevicesFieldPath,
  fieldsOfTheExpandedMachine,
  guestDebuggingAccepted,
  snpPolicyUnchecked,
  measuredIdsUnchecked,
  kernelHashesWithoutKernel,
  sevBecomesSnp,
  absentSecureBootIsOff,
  qgsAnnotationMissing,
  privilegedLauncher,
  pageTablesOfRequestsOnly,
  sevWithoutOverhead,
  tdxMemoryLikeSev,
  sevOverheadOutsideRatio,
  guaranteedOverheadOutsideRatio,
  overheadOfControllersArchitecture,
  overheadByTdxGate,
  sevMemoryNotLocked,
  memoryLockFromRequests,
  memoryLockComputed,
  userSelectorWins,
  snpSelectsAnySevNode,
  admitOneBeyondTheLimit,
  secureBootBeforeCcType,
  tdxSingleFirmware,
  snpLoaderPflash,
  snpPolicy0x3000,
  tdxPolicyDebugBit,
  tdxPolicyFixed,
  quoteGenerationSocketElement,
  qgsAddressFromRequest,
  sevDebuggingAllowed,
  encryptedStateForgotten,
  sevElementWithSnpFirmware,
  oldOvmfDirectory,
  plainEfiNeedsEveryImage,
  plainEfiWithSecureVariables,
  nvramWithoutFormat,
  attestationNil,
  rngWithoutIommu,
  vsockWithoutIommu,
  freePageReportingAlways,
  pmuOnlyWithFeatures,
  pmuOffByTdxGate,
  tdxPmuOn,
  tdxSplitIrqchip,
  tdxPrivateMemoryBacking,
  tdxVirtioConsole,
  tdxWithoutBalloon,
  endlessRetryOnMissingFirmware,
  endlessRetryOfHopelessStarts,
  keyShortageIsFinal,
  migrationBeforeFirstStatus,
  tdxCalledMigratable,
  hopelessEvictionAllowed,
  malformedEvictionMarks,
  kubeletRefusalUnnoticed,
  crashCalledSuccess,
  silentAgentFailsGuests,
  secureExecutionStorageMigratable,
  cpuHotplugAccepted,
  sessionNotAwaited,
  agentBackStartsHeldGuests,
  sessionReplaced,
  attestationForSnp,
  stalePlatformCertificates,
  measuredWhileRunning,
  getConflictAs500,
  accessReviewTruncated,
];
