import { anyCaseMax } from './any-case-max.js';
import { anyWhiteSpace } from './any-white-space.js';
import { asidHandedOutTwice } from './asid-handed-out-twice.js';
import { asidReusedBeforeFlush } from './asid-reused-before-flush.js';
import { busyForHkidExhaustion } from './busy-for-hkid-exhaustion.js';
import { capacityOneTooMany } from './capacity-one-too-many.js';
import { capacityOnlyAtTheRoot } from './capacity-only-at-the-root.js';
import { chargeAtTheRoot } from './charge-at-the-root.js';
import { chargeOutlivesGuest } from './charge-outlives-guest.js';
import { chargeStaysAfterRefusal } from './charge-stays-after-refusal.js';
import { destroyUnchargesTwice } from './destroy-uncharges-twice.js';
import { endedGuestKeepsItsKey } from './ended-guest-keeps-its-key.js';
import { esChargedAsSev } from './es-charged-as-sev.js';
import { esInTheSevRange } from './es-in-the-sev-range.js';
import { esRunsAsSev } from './es-runs-as-sev.js';
import { eventsAtTheRequester } from './events-at-the-requester.js';
import { eventsForAFullHost } from './events-for-a-full-host.js';
import { everyEndLeaks } from './every-end-leaks.js';
import { flushForAnotherRange } from './flush-for-another-range.js';
import { flushFreesOwnRangeOnly } from './flush-frees-own-range-only.js';
import { globalKeyHandedOut } from './global-key-handed-out.js';
import { guestCountOneLess } from './guest-count-one-less.js';
import { guestSurvivesDestroy } from './guest-survives-destroy.js';
import { highestAsidFirst } from './highest-asid-first.js';
import { hkidReusedBeforeFreeid } from './hkid-reused-before-freeid.js';
import type { HostMutant } from './host-mutant.js';
import { keyBackBeforeTeardown } from './key-back-before-teardown.js';
import { leadingZeroIsDecimal } from './leading-zero-is-decimal.js';
import { leakOnFailedStart } from './leak-on-failed-start.js';
import { limitsAboveIgnored } from './limits-above-ignored.js';
import { neverFlushes } from './never-flushes.js';
import { newGroupInheritsUsage } from './new-group-inherits-usage.js';
import { noDeviceForEmptyRange } from './no-device-for-empty-range.js';
import { noSpaceForAsidExhaustion } from './no-space-for-asid-exhaustion.js';
import { oneBeyondTheCgroupLimit } from './one-beyond-the-cgroup-limit.js';
import { oneBeyondTheLimit } from './one-beyond-the-limit.js';
import { oneTdTooMany } from './one-td-too-many.js';
import { ordinaryGuestTakesAKey } from './ordinary-guest-takes-a-key.js';
import { parameterAsAsked } from './parameter-as-asked.js';
import { peakFallsWithUsage } from './peak-falls-with-usage.js';
import { peakRaisedAtTheEnd } from './peak-raised-at-the-end.js';
import { pendingCountedAsFree } from './pending-counted-as-free.js';
import { refusalKeepsChargeBelow } from './refusal-keeps-charge-below.js';
import { sevInTheEsRange } from './sev-in-the-es-range.js';
import { sevRangeStartsTooHigh } from './sev-range-starts-too-high.js';
import { snpFlagHidden } from './snp-flag-hidden.js';
import { teardownLostInARace } from './teardown-lost-in-a-race.js';
import { twoLinesAccepted } from './two-lines-accepted.js';
import { unchargeAtTheRoot } from './uncharge-at-the-root.js';
import { unchargeOnRefusal } from './uncharge-on-refusal.js';
import { usageOneBehind } from './usage-one-behind.js';

export type { HostMutant } from './host-mutant.js';

/** Hosts that misbehave, by what is wrong with them: key IDs, charges, cgroups, what they show. */
export const hostMutants: readonly HostMutant[] = [
  highestAsidFirst,
  asidReusedBeforeFlush,
  flushFreesOwnRangeOnly,
  flushForAnotherRange,
  neverFlushes,
  asidHandedOutTwice,
  keyBackBeforeTeardown,
  teardownLostInARace,
  sevRangeStartsTooHigh,
  esInTheSevRange,
  sevInTheEsRange,
  oneBeyondTheLimit,
  leakOnFailedStart,
  unchargeOnRefusal,
  chargeStaysAfterRefusal,
  destroyUnchargesTwice,
  chargeOutlivesGuest,
  unchargeAtTheRoot,
  chargeAtTheRoot,
  esChargedAsSev,
  busyForHkidExhaustion,
  noSpaceForAsidExhaustion,
  noDeviceForEmptyRange,
  endedGuestKeepsItsKey,
  everyEndLeaks,
  pendingCountedAsFree,
  globalKeyHandedOut,
  oneTdTooMany,
  hkidReusedBeforeFreeid,
  capacityOnlyAtTheRoot,
  limitsAboveIgnored,
  oneBeyondTheCgroupLimit,
  refusalKeepsChargeBelow,
  peakRaisedAtTheEnd,
  eventsAtTheRequester,
  eventsForAFullHost,
  newGroupInheritsUsage,
  peakFallsWithUsage,
  twoLinesAccepted,
  anyCaseMax,
  leadingZeroIsDecimal,
  anyWhiteSpace,
  capacityOneTooMany,
  usageOneBehind,
  parameterAsAsked,
  guestCountOneLess,
  snpFlagHidden,
  ordinaryGuestTakesAKey,
  esRunsAsSev,
  guestSurvivesDestroy,
];
