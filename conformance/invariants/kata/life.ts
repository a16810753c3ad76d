import type { Invariant } from '../invariant.js';
import { kataLifeAdmittedIsPending } from './life/admitted-is-pending.js';
import { kataLifeBoundPodsAreHandled } from './life/bound-pods-are-handled.js';
import { kataLifeCrashIsNoticed } from './life/crash-is-noticed.js';
import { kataLifeDeletedPodsHoldNothing } from './life/deleted-pods-hold-nothing.js';
import { kataLifeDeletionStopsTheGuest } from './life/deletion-stops-the-guest.js';
import { kataLifeFailedStartIsNamed } from './life/failed-start-is-named.js';
import { kataLifeFailedStartIsNotRunning } from './life/failed-start-is-not-running.js';
import { kataLifeFinishedStaysFinished } from './life/finished-stays-finished.js';
import { kataLifeNoKeyLeaked } from './life/no-key-leaked.js';
import { kataLifeNothingStartsUnasked } from './life/nothing-starts-unasked.js';
import { kataLifeOneKeyPerPod } from './life/one-key-per-pod.js';
import { kataLifePhaseIsKnown } from './life/phase-is-known.js';
import { kataLifePodsDoNotMove } from './life/pods-do-not-move.js';
import { kataLifeProtectionGivenIsAsked } from './life/protection-given-is-asked.js';
import { kataLifeRunningIsShownRunning } from './life/running-is-shown-running.js';
import { kataLifeShownRunningIsRunning } from './life/shown-running-is-running.js';
import { kataLifeStartedIsRunning } from './life/started-is-running.js';
import { kataLifeUnplacedIsPending } from './life/unplaced-is-pending.js';
import { kataLifeUnschedulableIsShown } from './life/unschedulable-is-shown.js';
import { kataLifeWaitingHasAReason } from './life/waiting-has-a-reason.js';

/** The judges of Kata in `life/`, in the order of the catalogue. */
export const kataLifeInvariants: readonly Invariant[] = [
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
];
