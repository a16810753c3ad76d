import type { Invariant } from '../invariant.js';
import { amdExhaustionError } from './keys/amd-exhaustion-error.js';
import { chargeEqualsKeys } from './keys/charge-equals-keys.js';
import { keysComeHome } from './keys/come-home.js';
import { keysAreConserved } from './keys/conservation.js';
import { emptyRangeError } from './keys/empty-range-error.js';
import { endMatchesRunning } from './keys/end-matches-running.js';
import { failedStartTakesNothing } from './keys/failed-start-takes-nothing.js';
import { freeKeyIsGiven } from './keys/free-key-is-given.js';
import { fullRangeRefuses } from './keys/full-range-refuses.js';
import { keyIdIsInRange } from './keys/id-is-in-range.js';
import { keyIdIsUnique } from './keys/id-is-unique.js';
import { inUseMatchesRunning } from './keys/in-use-matches-running.js';
import { keysLeakedStaysAway } from './keys/leaked-stays-away.js';
import { keysLowestFreeId } from './keys/lowest-free-id.js';
import { ordinaryGuestHoldsNoKey } from './keys/ordinary-guest-holds-none.js';
import { keysPendingIsNotReused } from './keys/pending-is-not-reused.js';
import { protectionGivenIsAsked } from './keys/protection-given-is-asked.js';
import { releasedKeyReturns } from './keys/released-key-returns.js';
import { tdxExhaustionError } from './keys/tdx-exhaustion-error.js';
import { runningWithinRange } from './keys/within-range.js';

/** The judges of the simulated host in `keys/`, in the order of the catalogue. */
export const hostKeysInvariants: readonly Invariant[] = [
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
];
