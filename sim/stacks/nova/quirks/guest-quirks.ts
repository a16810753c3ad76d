import { armStatelessDropped } from './arm-stateless-dropped.js';
import { booleansComparedAsText } from './booleans-compared-as-text.js';
import { confirmGivesNothingBack } from './confirm-gives-nothing-back.js';
import { crashUnnoticed } from './crash-unnoticed.js';
import { descriptorWithoutStoreFails } from './descriptor-without-store-fails.js';
import { encryptedCalledSev } from './encrypted-called-sev.js';
import { encryptedRefusalIsConflict } from './encrypted-refusal-is-conflict.js';
import { encryptedWithVmcoreinfo } from './encrypted-with-vmcoreinfo.js';
import { encryptionConflictUnnoticed } from './encryption-conflict-unnoticed.js';
import { encryptionWithoutUefi } from './encryption-without-uefi.js';
import { esBitForgotten } from './es-bit-forgotten.js';
import { evacuatedSourceKept } from './evacuated-source-kept.js';
import { evacuationForgetsImage } from './evacuation-forgets-image.js';
import { failedBuildTriedForEver } from './failed-build-tried-for-ever.js';
import { failedMoveKeepsBoth } from './failed-move-keeps-both.js';
import { firmwareByFirstDescriptor } from './firmware-by-first-descriptor.js';
import { firmwareChosenAtEveryStart } from './firmware-chosen-at-every-start.js';
import { forcedEvacuationRefused } from './forced-evacuation-refused.js';
import { ideDriveOnQ35 } from './ide-drive-on-q35.js';
import { imageIdUnguarded } from './image-id-unguarded.js';
import { imageNameUnguarded } from './image-name-unguarded.js';
import { imageValuesUnchecked } from './image-values-unchecked.js';
import { iommuForgottenOnDevices } from './iommu-forgotten-on-devices.js';
import { iommuToldToDevices } from './iommu-told-to-devices.js';
import { kernelUnmeasured } from './kernel-unmeasured.js';
import { liveMigrationOfEncrypted } from './live-migration-of-encrypted.js';
import { lockedMemoryOverridden } from './locked-memory-overridden.js';
import { lockedMemoryRefusalsOfOld } from './locked-memory-refusals-of-old.js';
import { lockedMemoryWithoutPages } from './locked-memory-without-pages.js';
import { machineRefusalSaysSev } from './machine-refusal-says-sev.js';
import { memoryUnlocked } from './memory-unlocked.js';
import { modelConflictUnnoticed } from './model-conflict-unnoticed.js';
import { modelWithoutEncryptionIgnored } from './model-without-encryption-ignored.js';
import { modelsJudgedLast } from './models-judged-last.js';
import { offloadKeepsPlace } from './offload-keeps-place.js';
import { platformBitsCopied } from './platform-bits-copied.js';
import { q35BySubstring } from './q35-by-substring.js';
import type { NovaQuirk } from './quirk.js';
import { rebuildAsksNoPlacement } from './rebuild-asks-no-placement.js';
import { rebuildDropsBaseImage } from './rebuild-drops-base-image.js';
import { rescueDropsProtection } from './rescue-drops-protection.js';
import { resizeUnjudged } from './resize-unjudged.js';
import { secureBootConflictFoundLate } from './secure-boot-conflict-found-late.js';
import { sevDebuggingAllowed } from './sev-debugging-allowed.js';
import { sevEsPolicySharesKeys } from './sev-es-policy-shares-keys.js';
import { sevPolicyOfTheExample } from './sev-policy-of-the-example.js';
import { silentLoaderCountsAsChanged } from './silent-loader-counts-as-changed.js';
import { smmForgotten } from './smm-forgotten.js';
import { snpAuthorKey } from './snp-author-key.js';
import { snpMemoryLocked } from './snp-memory-locked.js';
import { snpPolicyWithoutSmt } from './snp-policy-without-smt.js';
import { snpWithoutStateless } from './snp-without-stateless.js';
import { stateBeforeEncryption } from './state-before-encryption.js';
import { statelessBiosFailsLate } from './stateless-bios-fails-late.js';
import { statelessUnheardOf } from './stateless-unheard-of.js';
import { statelessUnsaid } from './stateless-unsaid.js';
import { statelessWithStore } from './stateless-with-store.js';
import { stopGivesPlaceAway } from './stop-gives-place-away.js';
import { storeFilledWithCode } from './store-filled-with-code.js';
import { suspendOfEncrypted } from './suspend-of-encrypted.js';
import { tdxBootsFromScsi } from './tdx-boots-from-scsi.js';
import { tdxDebuggingAllowed } from './tdx-debugging-allowed.js';
import { tdxNeedsNoVideo } from './tdx-needs-no-video.js';
import { tdxPolicyLeftToQemu } from './tdx-policy-left-to-qemu.js';
import { tdxWithoutStateless } from './tdx-without-stateless.js';
import { uefiRefusalOfOld } from './uefi-refusal-of-old.js';
import { unencryptedWhereHostCannot } from './unencrypted-where-host-cannot.js';
import { unknownValueIsServerError } from './unknown-value-is-server-error.js';
import { variablesByHost } from './variables-by-host.js';
import { variablesByNewImage } from './variables-by-new-image.js';
import { variablesLostWhenOff } from './variables-lost-when-off.js';

/** Quirks of what is asked for, described to libvirt and lived through, in that order. */
export const guestQuirks: readonly NovaQuirk[] = [
  modelWithoutEncryptionIgnored,
  unknownValueIsServerError,
  modelsJudgedLast,
  imageNameUnguarded,
  imageIdUnguarded,
  statelessBiosFailsLate,
  statelessUnheardOf,
  secureBootConflictFoundLate,
  q35BySubstring,
  machineRefusalSaysSev,
  uefiRefusalOfOld,
  lockedMemoryOverridden,
  lockedMemoryRefusalsOfOld,
  tdxBootsFromScsi,
  tdxNeedsNoVideo,
  booleansComparedAsText,
  encryptionConflictUnnoticed,
  modelConflictUnnoticed,
  imageValuesUnchecked,
  encryptionWithoutUefi,
  snpWithoutStateless,
  tdxWithoutStateless,
  lockedMemoryWithoutPages,
  sevEsPolicySharesKeys,
  sevPolicyOfTheExample,
  esBitForgotten,
  sevDebuggingAllowed,
  snpPolicyWithoutSmt,
  tdxPolicyLeftToQemu,
  tdxDebuggingAllowed,
  kernelUnmeasured,
  snpAuthorKey,
  platformBitsCopied,
  iommuToldToDevices,
  iommuForgottenOnDevices,
  encryptedWithVmcoreinfo,
  ideDriveOnQ35,
  firmwareByFirstDescriptor,
  descriptorWithoutStoreFails,
  smmForgotten,
  storeFilledWithCode,
  statelessWithStore,
  statelessUnsaid,
  armStatelessDropped,
  memoryUnlocked,
  snpMemoryLocked,
  unencryptedWhereHostCannot,
  rescueDropsProtection,
  firmwareChosenAtEveryStart,
  silentLoaderCountsAsChanged,
  rebuildAsksNoPlacement,
  liveMigrationOfEncrypted,
  suspendOfEncrypted,
  encryptedCalledSev,
  encryptedRefusalIsConflict,
  stateBeforeEncryption,
  evacuationForgetsImage,
  forcedEvacuationRefused,
  evacuatedSourceKept,
  failedMoveKeepsBoth,
  confirmGivesNothingBack,
  resizeUnjudged,
  stopGivesPlaceAway,
  offloadKeepsPlace,
  rebuildDropsBaseImage,
  variablesLostWhenOff,
  variablesByHost,
  variablesByNewImage,
  crashUnnoticed,
  failedBuildTriedForEver,
];
