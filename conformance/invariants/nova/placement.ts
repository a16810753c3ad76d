import type { Invariant } from '../invariant.js';
import { novaPlacementAmountsObeyUnits } from './placement/amounts-obey-units.js';
import { novaPlacementChosenHostCanLaunch } from './placement/chosen-host-can-launch.js';
import { novaPlacementChosenHostFits } from './placement/chosen-host-fits.js';
import { novaPlacementChosenHostHasNoReason } from './placement/chosen-host-has-no-reason.js';
import { novaPlacementDeletedGuestsHoldNothing } from './placement/deleted-guests-hold-nothing.js';
import { novaPlacementDisabledHostsArePassedOver } from './placement/disabled-hosts-are-passed-over.js';
import { novaPlacementEncryptedGuestsTakeOneContext } from './placement/encrypted-guests-take-one-context.js';
import { novaPlacementEveryRefusedHostHasAReason } from './placement/every-refused-host-has-a-reason.js';
import { novaPlacementEverySlotIsHeldBySomebody } from './placement/every-slot-is-held-by-somebody.js';
import { novaPlacementFittingHostIsUsed } from './placement/fitting-host-is-used.js';
import { novaPlacementFreeSlotIsNotRefused } from './placement/free-slot-is-not-refused.js';
import { novaPlacementGiversHaveNoForbiddenTrait } from './placement/givers-have-no-forbidden-trait.js';
import { novaPlacementGiversHaveTheTraits } from './placement/givers-have-the-traits.js';
import { novaPlacementModelAgrees } from './placement/model-agrees.js';
import { novaPlacementMoveHoldsBothPlaces } from './placement/move-holds-both-places.js';
import { novaPlacementNeverBeyondKeys } from './placement/never-beyond-keys.js';
import { novaPlacementNeverOverCapacity } from './placement/never-over-capacity.js';
import { novaPlacementNoValidHostIsSaid } from './placement/no-valid-host-is-said.js';
import { novaPlacementNothingIsLostAtTheEnd } from './placement/nothing-is-lost-at-the-end.js';
import { novaPlacementOnlyPinnedMemoryIsLocked } from './placement/only-pinned-memory-is-locked.js';
import { novaPlacementOrdinaryGuestsTakeNone } from './placement/ordinary-guests-take-none.js';
import { novaPlacementPoolsDoNotLend } from './placement/pools-do-not-lend.js';
import { novaPlacementReasonsAreTrue } from './placement/reasons-are-true.js';
import { novaPlacementRequestNamesEveryNeed } from './placement/request-names-every-need.js';
import { novaPlacementRequestedHostIsKeptTo } from './placement/requested-host-is-kept-to.js';
import { novaPlacementReservedIsNotGiven } from './placement/reserved-is-not-given.js';
import { novaPlacementSilentHostsArePassedOver } from './placement/silent-hosts-are-passed-over.js';
import { novaPlacementSlotsAreOfTheOwnModel } from './placement/slots-are-of-the-own-model.js';
import { novaPlacementStatelessGuestsGoWhereThatWorks } from './placement/stateless-guests-go-where-that-works.js';
import { novaPlacementTakesFromTheChosenHost } from './placement/takes-from-the-chosen-host.js';
import { novaPlacementTakesWhatWasAskedFor } from './placement/takes-what-was-asked-for.js';

/** The judges of Nova in `placement/`, in the order of the catalogue. */
export const novaPlacementInvariants: readonly Invariant[] = [
  novaPlacementEncryptedGuestsTakeOneContext,
  novaPlacementOrdinaryGuestsTakeNone,
  novaPlacementSlotsAreOfTheOwnModel,
  novaPlacementTakesWhatWasAskedFor,
  novaPlacementTakesFromTheChosenHost,
  novaPlacementGiversHaveTheTraits,
  novaPlacementGiversHaveNoForbiddenTrait,
  novaPlacementNeverOverCapacity,
  novaPlacementReservedIsNotGiven,
  novaPlacementAmountsObeyUnits,
  novaPlacementNeverBeyondKeys,
  novaPlacementPoolsDoNotLend,
  novaPlacementEverySlotIsHeldBySomebody,
  novaPlacementNothingIsLostAtTheEnd,
  novaPlacementDeletedGuestsHoldNothing,
  novaPlacementFittingHostIsUsed,
  novaPlacementChosenHostFits,
  novaPlacementChosenHostCanLaunch,
  novaPlacementStatelessGuestsGoWhereThatWorks,
  novaPlacementFreeSlotIsNotRefused,
  novaPlacementNoValidHostIsSaid,
  novaPlacementEveryRefusedHostHasAReason,
  novaPlacementReasonsAreTrue,
  novaPlacementChosenHostHasNoReason,
  novaPlacementRequestedHostIsKeptTo,
  novaPlacementSilentHostsArePassedOver,
  novaPlacementDisabledHostsArePassedOver,
  novaPlacementMoveHoldsBothPlaces,
  novaPlacementModelAgrees,
  novaPlacementRequestNamesEveryNeed,
  novaPlacementOnlyPinnedMemoryIsLocked,
];
