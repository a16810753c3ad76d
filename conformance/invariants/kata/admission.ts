import type { Invariant } from '../invariant.js';
import { kataAdmissionAnnotationsAreKept } from './admission/annotations-are-kept.js';
import { kataAdmissionAnnotationsAreNotJudgedHere } from './admission/annotations-are-not-judged-here.js';
import { kataAdmissionClassIsKept } from './admission/class-is-kept.js';
import { kataAdmissionClassSelectorIsMerged } from './admission/class-selector-is-merged.js';
import { kataAdmissionContainersAreKept } from './admission/containers-are-kept.js';
import { kataAdmissionForeignOverheadIsRefused } from './admission/foreign-overhead-is-refused.js';
import { kataAdmissionKeysWithoutOverhead } from './admission/keys-without-overhead.js';
import { kataAdmissionLimitsBecomeRequests } from './admission/limits-become-requests.js';
import { kataAdmissionNoClassForOlderProtections } from './admission/no-class-for-older-protections.js';
import { kataAdmissionNoKeyWithoutRules } from './admission/no-key-without-rules.js';
import { kataAdmissionNoOverheadWhenOff } from './admission/no-overhead-when-off.js';
import { kataAdmissionOverheadCpu } from './admission/overhead-cpu.js';
import { kataAdmissionOverheadMemory } from './admission/overhead-memory.js';
import { kataAdmissionOverheadNamesNoOtherKey } from './admission/overhead-names-no-other-key.js';
import { kataAdmissionOverheadTakesAKey } from './admission/overhead-takes-a-key.js';
import { kataAdmissionRefusalIsForbidden } from './admission/refusal-is-forbidden.js';
import { kataAdmissionSelectorConflictIsNamed } from './admission/selector-conflict-is-named.js';
import { kataAdmissionSelectorConflictIsRefused } from './admission/selector-conflict-is-refused.js';
import { kataAdmissionSelectsNothingElse } from './admission/selects-nothing-else.js';
import { kataAdmissionUnknownClassIsNamed } from './admission/unknown-class-is-named.js';
import { kataAdmissionUnknownClassIsRefused } from './admission/unknown-class-is-refused.js';
import { kataAdmissionUsersSelectorIsKept } from './admission/users-selector-is-kept.js';
import { kataAdmissionWellFormedIsAccepted } from './admission/well-formed-is-accepted.js';

/** The judges of Kata in `admission/`, in the order of the catalogue. */
export const kataAdmissionInvariants: readonly Invariant[] = [
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
];
