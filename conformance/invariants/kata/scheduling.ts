import type { Invariant } from '../invariant.js';
import { kataSchedulingChosenHostFits } from './scheduling/chosen-host-fits.js';
import { kataSchedulingChosenKernelHasItOn } from './scheduling/chosen-kernel-has-it-on.js';
import { kataSchedulingClaimSelectsAsAdmitted } from './scheduling/claim-selects-as-admitted.js';
import { kataSchedulingClosedNodesArePassedOver } from './scheduling/closed-nodes-are-passed-over.js';
import { kataSchedulingExactlyAsManyAsKeys } from './scheduling/exactly-as-many-as-keys.js';
import { kataSchedulingFittingHostIsUsed } from './scheduling/fitting-host-is-used.js';
import { kataSchedulingKataNodesOnly } from './scheduling/kata-nodes-only.js';
import { kataSchedulingMemoryIsRequestsPlusOverhead } from './scheduling/memory-is-requests-plus-overhead.js';
import { kataSchedulingMessageCountsHosts } from './scheduling/message-counts-hosts.js';
import { kataSchedulingMessageTalliesReasons } from './scheduling/message-tallies-reasons.js';
import { kataSchedulingNamesMissingKeys } from './scheduling/names-missing-keys.js';
import { kataSchedulingNamesNoFalseShortage } from './scheduling/names-no-false-shortage.js';
import { kataSchedulingNamesSelectorMismatch } from './scheduling/names-selector-mismatch.js';
import { kataSchedulingNeverBeyondKeys } from './scheduling/never-beyond-keys.js';
import { kataSchedulingOverheadIsCounted } from './scheduling/overhead-is-counted.js';
import { kataSchedulingProtectedPodsTakeOneKey } from './scheduling/protected-pods-take-one-key.js';
import { kataSchedulingTakesNoOtherKey } from './scheduling/takes-no-other-key.js';
import { kataSchedulingUnlabelledNodesArePassedOver } from './scheduling/unlabelled-nodes-are-passed-over.js';

/** The judges of Kata in `scheduling/`, in the order of the catalogue. */
export const kataSchedulingInvariants: readonly Invariant[] = [
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
];
