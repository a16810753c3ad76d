import { architectureUnsaid } from './architecture-unsaid.js';
import { configuredGuestsLimitSev } from './configured-guests-limit-sev.js';
import { configuredTdxGuestsWin } from './configured-tdx-guests-win.js';
import { contextsAtTheHost } from './contexts-at-the-host.js';
import { disabledHostChosen } from './disabled-host-chosen.js';
import { emptyInventoriesReported } from './empty-inventories-reported.js';
import { failedDetectionSticks } from './failed-detection-sticks.js';
import { failedMachineLosesOthers } from './failed-machine-loses-others.js';
import { firstGenerationAssumed } from './first-generation-assumed.js';
import { firstLostModelEndsUpdate } from './first-lost-model-ends-update.js';
import { firstMachineBelieved } from './first-machine-believed.js';
import { forbiddenTraitsDropped } from './forbidden-traits-dropped.js';
import { forbiddenTraitsIgnored } from './forbidden-traits-ignored.js';
import { generationRaisedForNothing } from './generation-raised-for-nothing.js';
import { hostLookedAtEveryTime } from './host-looked-at-every-time.js';
import { imageUnread } from './image-unread.js';
import { kernelSwitchExactlyOne } from './kernel-switch-exactly-one.js';
import { kernelSwitchesIgnored } from './kernel-switches-ignored.js';
import { lostModelFreezesNode } from './lost-model-freezes-node.js';
import { malformedAnswerEndsDetection } from './malformed-answer-ends-detection.js';
import { missingTypesCrash } from './missing-types-crash.js';
import { modelUnasked } from './model-unasked.js';
import { modelWithoutGuestsSupported } from './model-without-guests-supported.js';
import { negativeGuestsReported } from './negative-guests-reported.js';
import { oneContextOverbooked } from './one-context-overbooked.js';
import { oneContextTooMany } from './one-context-too-many.js';
import { optionalSecureBootNeeded } from './optional-secure-boot-needed.js';
import { outdatedTraitsStay } from './outdated-traits-stay.js';
import { ownContextsAdded } from './own-contexts-added.js';
import { providersUnmarked } from './providers-unmarked.js';
import type { NovaQuirk } from './quirk.js';
import { removalKeepsGeneration } from './removal-keeps-generation.js';
import { requestedHostIgnored } from './requested-host-ignored.js';
import { reservedContextsGiven } from './reserved-contexts-given.js';
import { reservedContextsIgnored } from './reserved-contexts-ignored.js';
import { reshapeLeavesAllocations } from './reshape-leaves-allocations.js';
import { rootSevTraitStays } from './root-sev-trait-stays.js';
import { secureBootEverywhere } from './secure-boot-everywhere.js';
import { sevEsIgnoresSnp } from './sev-es-ignores-snp.js';
import { sevEsWantsNewerQemu } from './sev-es-wants-newer-qemu.js';
import { sevEsYieldsToKernel } from './sev-es-yields-to-kernel.js';
import { severalContextsAGuest } from './several-contexts-a-guest.js';
import { silentHostChosen } from './silent-host-chosen.js';
import { snpByKernelAlone } from './snp-by-kernel-alone.js';
import { snpCountedInSevPool } from './snp-counted-in-sev-pool.js';
import { statelessOnAnyLibvirt } from './stateless-on-any-libvirt.js';
import { statelessUnasked } from './stateless-unasked.js';
import { statelessUnreported } from './stateless-unreported.js';
import { statelessWithoutUefi } from './stateless-without-uefi.js';
import { strandedGuestsUnnoticed } from './stranded-guests-unnoticed.js';
import { tdxByLibvirtAlone } from './tdx-by-libvirt-alone.js';
import { traitsAnywhereInTheTree } from './traits-anywhere-in-the-tree.js';
import { traitsDroppedWhenNowhere } from './traits-dropped-when-nowhere.js';
import { unitLimitsIgnored } from './unit-limits-ignored.js';
import { unknownArchitectureRaises } from './unknown-architecture-raises.js';
import { unreadVersionIsOld } from './unread-version-is-old.js';
import { unsaidGuestsAreEndless } from './unsaid-guests-are-endless.js';
import { unsaidGuestsCrash } from './unsaid-guests-crash.js';

/** Quirks of detection, report, translation and placement, in the order of those stages. */
export const hostQuirks: readonly NovaQuirk[] = [
  kernelSwitchExactlyOne,
  kernelSwitchesIgnored,
  failedMachineLosesOthers,
  malformedAnswerEndsDetection,
  failedDetectionSticks,
  unreadVersionIsOld,
  firstMachineBelieved,
  missingTypesCrash,
  unknownArchitectureRaises,
  unsaidGuestsAreEndless,
  unsaidGuestsCrash,
  negativeGuestsReported,
  modelWithoutGuestsSupported,
  sevEsIgnoresSnp,
  sevEsYieldsToKernel,
  sevEsWantsNewerQemu,
  snpByKernelAlone,
  snpCountedInSevPool,
  tdxByLibvirtAlone,
  configuredTdxGuestsWin,
  statelessWithoutUefi,
  statelessUnreported,
  statelessOnAnyLibvirt,
  secureBootEverywhere,
  hostLookedAtEveryTime,
  contextsAtTheHost,
  emptyInventoriesReported,
  firstLostModelEndsUpdate,
  providersUnmarked,
  architectureUnsaid,
  outdatedTraitsStay,
  rootSevTraitStays,
  lostModelFreezesNode,
  reshapeLeavesAllocations,
  firstGenerationAssumed,
  removalKeepsGeneration,
  generationRaisedForNothing,
  configuredGuestsLimitSev,
  reservedContextsIgnored,
  severalContextsAGuest,
  oneContextTooMany,
  strandedGuestsUnnoticed,
  modelUnasked,
  imageUnread,
  statelessUnasked,
  optionalSecureBootNeeded,
  forbiddenTraitsDropped,
  ownContextsAdded,
  traitsAnywhereInTheTree,
  forbiddenTraitsIgnored,
  traitsDroppedWhenNowhere,
  oneContextOverbooked,
  reservedContextsGiven,
  unitLimitsIgnored,
  silentHostChosen,
  disabledHostChosen,
  requestedHostIgnored,
];
