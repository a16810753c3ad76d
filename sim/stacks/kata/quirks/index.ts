import { bareCapacityLinePanics } from './bare-capacity-line-panics.js';
import { capacityByPrefix } from './capacity-by-prefix.js';
import { certificatesForAnyone } from './certificates-for-anyone.js';
import { certificatesPassedOn } from './certificates-passed-on.js';
import { classesAskForNoKey } from './classes-ask-for-no-key.js';
import { classesSelectAnyNode } from './classes-select-any-node.js';
import { classesSelectNodesWithoutKata } from './classes-select-nodes-without-kata.js';
import { classesSelectorWins } from './classes-selector-wins.js';
import { closedNodeChosen } from './closed-node-chosen.js';
import { countIsALabel } from './count-is-a-label.js';
import { crashUnnoticed } from './crash-unnoticed.js';
import { deletionForgetsGuest } from './deletion-forgets-guest.js';
import { digestOfAnyLength } from './digest-of-any-length.js';
import { esidsFromBothPools } from './esids-from-both-pools.js';
import { esidsFromSevPool } from './esids-from-sev-pool.js';
import { fallsBackToSev } from './falls-back-to-sev.js';
import { foreignOverheadAccepted } from './foreign-overhead-accepted.js';
import { halfIdBlockAccepted } from './half-id-block-accepted.js';
import { handlerAnnotationDecides } from './handler-annotation-decides.js';
import { hostCpuForSnp } from './host-cpu-for-snp.js';
import { hostProtectionDecides } from './host-protection-decides.js';
import { initdataDigestOfAnnotation } from './initdata-digest-of-annotation.js';
import { initdataUnbound } from './initdata-unbound.js';
import { kernelParamsDropped } from './kernel-params-dropped.js';
import { kernelUnmeasured } from './kernel-unmeasured.js';
import { keyGoesWithOverhead } from './key-goes-with-overhead.js';
import { keysVanishWithWorker } from './keys-vanish-with-worker.js';
import { limitsNotAdded } from './limits-not-added.js';
import { littleMemoryAccepted } from './little-memory-accepted.js';
import { memorySlotsForProtected } from './memory-slots-for-protected.js';
import { miscV1PathUnread } from './misc-v1-path-unread.js';
import { mmioDisksAccepted } from './mmio-disks-accepted.js';
import { oneKeyOverbooked } from './one-key-overbooked.js';
import { oneKeyTooMany } from './one-key-too-many.js';
import { otherAnnotationsLetThrough } from './other-annotations-let-through.js';
import { outdatedLabelsStay } from './outdated-labels-stay.js';
import { overheadMemoryUncounted } from './overhead-memory-uncounted.js';
import { podsMigrate } from './pods-migrate.js';
import { podsSelectorWins } from './pods-selector-wins.js';
import { policyIgnored } from './policy-ignored.js';
import { preAttestationMustBeOff } from './pre-attestation-must-be-off.js';
import { protectedFirmwareAsFlash } from './protected-firmware-as-flash.js';
import type { KataQuirk } from './quirk.js';
import { quoteServiceAlwaysAtVsock } from './quote-service-always-at-vsock.js';
import { reasonHidden } from './reason-hidden.js';
import { sandboxOverheadForgotten } from './sandbox-overhead-forgotten.js';
import { selectorsIgnored } from './selectors-ignored.js';
import { sevSwitchMustBeOne } from './sev-switch-must-be-one.js';
import { snpToldBySevEs } from './snp-told-by-sev-es.js';
import { startUnnoticed } from './start-unnoticed.js';
import { tdxSwitchMayBeOne } from './tdx-switch-may-be-one.js';
import { tdxSwitchWithoutLineFeed } from './tdx-switch-without-line-feed.js';
import { twoKeysAPod } from './two-keys-a-pod.js';
import { typeNotFirst } from './type-not-first.js';
import { unknownAlgorithmPanics } from './unknown-algorithm-panics.js';
import { unknownClassLetThrough } from './unknown-class-let-through.js';
import { unknownCountIsOne } from './unknown-count-is-one.js';
import { unprotectedStarted } from './unprotected-started.js';
import { wholeIrqchip } from './whole-irqchip.js';

/** All quirks, in the order of the stages they show in. */
export const kataQuirks: readonly KataQuirk[] = [
  miscV1PathUnread,
  countIsALabel,
  capacityByPrefix,
  bareCapacityLinePanics,
  snpToldBySevEs,
  esidsFromSevPool,
  esidsFromBothPools,
  outdatedLabelsStay,
  sevSwitchMustBeOne,
  tdxSwitchMayBeOne,
  tdxSwitchWithoutLineFeed,
  oneKeyTooMany,
  unknownCountIsOne,
  keysVanishWithWorker,
  classesAskForNoKey,
  keyGoesWithOverhead,
  twoKeysAPod,
  classesSelectAnyNode,
  classesSelectNodesWithoutKata,
  unknownClassLetThrough,
  podsSelectorWins,
  classesSelectorWins,
  foreignOverheadAccepted,
  sandboxOverheadForgotten,
  handlerAnnotationDecides,
  preAttestationMustBeOff,
  overheadMemoryUncounted,
  selectorsIgnored,
  closedNodeChosen,
  oneKeyOverbooked,
  typeNotFirst,
  certificatesForAnyone,
  certificatesPassedOn,
  memorySlotsForProtected,
  initdataUnbound,
  initdataDigestOfAnnotation,
  unknownAlgorithmPanics,
  digestOfAnyLength,
  otherAnnotationsLetThrough,
  halfIdBlockAccepted,
  mmioDisksAccepted,
  kernelUnmeasured,
  wholeIrqchip,
  kernelParamsDropped,
  quoteServiceAlwaysAtVsock,
  policyIgnored,
  protectedFirmwareAsFlash,
  unprotectedStarted,
  hostProtectionDecides,
  fallsBackToSev,
  hostCpuForSnp,
  littleMemoryAccepted,
  limitsNotAdded,
  reasonHidden,
  startUnnoticed,
  crashUnnoticed,
  deletionForgetsGuest,
  podsMigrate,
];
