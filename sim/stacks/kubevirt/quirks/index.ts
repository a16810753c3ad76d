import { admissionIgnoresGates } from './admission-ignores-gates.js';
import { admitOneBeyondTheLimit } from './admit-one-beyond-the-limit.js';
import { attestationNil } from './attestation-nil.js';
import { encryptedStateForgotten } from './encrypted-state-forgotten.js';
import { endlessRetryOfHopelessStarts } from './endless-retry-of-hopeless-starts.js';
import { endlessRetryOnMissingFirmware } from './endless-retry-on-missing-firmware.js';
import { forgottenOwnLabels } from './forgotten-own-labels.js';
import { gateIgnoredByDevicePlugin } from './gate-ignored-by-device-plugin.js';
import { hopelessEvictionAllowed } from './hopeless-eviction-allowed.js';
import { invalidLabelLosesAll } from './invalid-label-loses-all.js';
import { keyCountBySubstring } from './key-count-by-substring.js';
import { keyCountFirstNumber } from './key-count-first-number.js';
import { keyShortageIsFinal } from './key-shortage-is-final.js';
import { labelTrustsDomcapabilities } from './label-trusts-domcapabilities.js';
import { labelValueEmpty } from './label-value-empty.js';
import { launchSecurityFieldPath } from './launch-security-field-path.js';
import { migrationBeforeFirstStatus } from './migration-before-first-status.js';
import { noKeyAccountingForSev } from './no-key-accounting-for-sev.js';
import { noKeyAccountingForTdx } from './no-key-accounting-for-tdx.js';
import { oldOvmfDirectory } from './old-ovmf-directory.js';
import { oneKeyTooMany } from './one-key-too-many.js';
import { pageTablesOfRequestsOnly } from './page-tables-of-requests-only.js';
import { persistentEfiAccepted } from './persistent-efi-accepted.js';
import { plainEfiNeedsEveryImage } from './plain-efi-needs-every-image.js';
import { prefixOwnedLabels } from './prefix-owned-labels.js';
import { privilegedLauncher } from './privileged-launcher.js';
import { qgsAnnotationMissing } from './qgs-annotation-missing.js';
import type { Quirk } from './quirk.js';
import { quoteGenerationSocketElement } from './quote-generation-socket-element.js';
import { rngWithoutIommu } from './rng-without-iommu.js';
import { s390LabelDropped } from './s390-label-dropped.js';
import { secureBootBeforeCcType } from './secure-boot-before-cc-type.js';
import { sevDebuggingAllowed } from './sev-debugging-allowed.js';
import { sevWithoutOverhead } from './sev-without-overhead.js';
import { severalTypesAccepted } from './several-types-accepted.js';
import { snpLoaderPflash } from './snp-loader-pflash.js';
import { snpPolicy0x3000 } from './snp-policy-0x3000.js';
import { snpSelectsAnySevNode } from './snp-selects-any-sev-node.js';
import { tdxCalledMigratable } from './tdx-called-migratable.js';
import { tdxPolicyDebugBit } from './tdx-policy-debug-bit.js';
import { tdxSecureBootNeedsSmm } from './tdx-secure-boot-needs-smm.js';
import { unreadableDocumentPanics } from './unreadable-document-panics.js';
import { unusableModelsLabelled } from './unusable-models-labelled.js';
import { userSelectorWins } from './user-selector-wins.js';

/** All quirks, in the order of the stages they show in. */
export const kubevirtQuirks: readonly Quirk[] = [
  labelValueEmpty,
  labelTrustsDomcapabilities,
  prefixOwnedLabels,
  forgottenOwnLabels,
  s390LabelDropped,
  unreadableDocumentPanics,
  invalidLabelLosesAll,
  unusableModelsLabelled,
  noKeyAccountingForSev,
  noKeyAccountingForTdx,
  keyCountFirstNumber,
  keyCountBySubstring,
  oneKeyTooMany,
  gateIgnoredByDevicePlugin,
  launchSecurityFieldPath,
  tdxSecureBootNeedsSmm,
  severalTypesAccepted,
  admissionIgnoresGates,
  persistentEfiAccepted,
  qgsAnnotationMissing,
  privilegedLauncher,
  pageTablesOfRequestsOnly,
  sevWithoutOverhead,
  userSelectorWins,
  snpSelectsAnySevNode,
  admitOneBeyondTheLimit,
  secureBootBeforeCcType,
  snpLoaderPflash,
  snpPolicy0x3000,
  tdxPolicyDebugBit,
  quoteGenerationSocketElement,
  sevDebuggingAllowed,
  encryptedStateForgotten,
  oldOvmfDirectory,
  plainEfiNeedsEveryImage,
  attestationNil,
  rngWithoutIommu,
  endlessRetryOnMissingFirmware,
  endlessRetryOfHopelessStarts,
  keyShortageIsFinal,
  migrationBeforeFirstStatus,
  tdxCalledMigratable,
  hopelessEvictionAllowed,
];
