import type { Invariant } from '../invariant.js';
import { novaReportAllocationsMoveOnlyAtStart } from './report/allocations-move-only-at-start.js';
import { novaReportAllocationsMoveToInventories } from './report/allocations-move-to-inventories.js';
import { novaReportCapabilitiesAreTheNodes } from './report/capabilities-are-the-nodes.js';
import { novaReportChangeRaisesGeneration } from './report/change-raises-generation.js';
import { novaReportClosedProvidersOfferNothing } from './report/closed-providers-offer-nothing.js';
import { novaReportContextsAreNotShared } from './report/contexts-are-not-shared.js';
import { novaReportEsIgnoresGuestLimit } from './report/es-ignores-guest-limit.js';
import { novaReportFlatNodeHasTheSlots } from './report/flat-node-has-the-slots.js';
import { novaReportGenerationsAreWhole } from './report/generations-are-whole.js';
import { novaReportGuestLimitIsGone } from './report/guest-limit-is-gone.js';
import { novaReportHeldProvidersStay } from './report/held-providers-stay.js';
import { novaReportLeastIsOneContext } from './report/least-is-one-context.js';
import { novaReportModelHasItsTrait } from './report/model-has-its-trait.js';
import { novaReportModelHasNoOtherTrait } from './report/model-has-no-other-trait.js';
import { novaReportModelsHangOnTheNode } from './report/models-hang-on-the-node.js';
import { novaReportModelsHaveSlots } from './report/models-have-slots.js';
import { novaReportNoGuestHoldsWhatIsNotThere } from './report/no-guest-holds-what-is-not-there.js';
import { novaReportNodeHasCpusAndMemory } from './report/node-has-cpus-and-memory.js';
import { novaReportNodeHasNoContexts } from './report/node-has-no-contexts.js';
import { novaReportNodeHasNoModelTrait } from './report/node-has-no-model-trait.js';
import { novaReportNodeObjectIsLeftAlone } from './report/node-object-is-left-alone.js';
import { novaReportOneContextAGuest } from './report/one-context-a-guest.js';
import { novaReportParentsComeFirst } from './report/parents-come-first.js';
import { novaReportProviderNamesAreUnique } from './report/provider-names-are-unique.js';
import { novaReportProvidersAreNamedByNode } from './report/providers-are-named-by-node.js';
import { novaReportProvidersAreNovas } from './report/providers-are-novas.js';
import { novaReportRefreshIsIdempotent } from './report/refresh-is-idempotent.js';
import { novaReportRefusalNamesTheModel } from './report/refusal-names-the-model.js';
import { novaReportRefusesOrphanedGuests } from './report/refuses-orphaned-guests.js';
import { novaReportReservedAsConfigured } from './report/reserved-as-configured.js';
import { novaReportReshapeLosesNothing } from './report/reshape-loses-nothing.js';
import { novaReportReshapeMovesAllocations } from './report/reshape-moves-allocations.js';
import { novaReportRestartChangesNothingByItself } from './report/restart-changes-nothing-by-itself.js';
import { novaReportServesSupportedGuests } from './report/serves-supported-guests.js';
import { novaReportSevEsSlots } from './report/sev-es-slots.js';
import { novaReportSevSlots } from './report/sev-slots.js';
import { novaReportSilenceChangesNoTree } from './report/silence-changes-no-tree.js';
import { novaReportSnpSlots } from './report/snp-slots.js';
import { novaReportTdxSlots } from './report/tdx-slots.js';
import { novaReportTotalIsAtLeastOne } from './report/total-is-at-least-one.js';
import { novaReportTraitsAreNames } from './report/traits-are-names.js';
import { novaReportUnchangedKeepsGeneration } from './report/unchanged-keeps-generation.js';
import { novaReportVanishedModelsLoseTheirProviders } from './report/vanished-models-lose-their-providers.js';

/** The judges of Nova in `report/`, in the order of the catalogue. */
export const novaReportInvariants: readonly Invariant[] = [
  novaReportSevSlots,
  novaReportSevEsSlots,
  novaReportSnpSlots,
  novaReportTdxSlots,
  novaReportGuestLimitIsGone,
  novaReportEsIgnoresGuestLimit,
  novaReportProvidersAreNamedByNode,
  novaReportModelsHangOnTheNode,
  novaReportParentsComeFirst,
  novaReportModelHasItsTrait,
  novaReportModelHasNoOtherTrait,
  novaReportProvidersAreNovas,
  novaReportNodeHasNoContexts,
  novaReportNodeHasNoModelTrait,
  novaReportNodeHasCpusAndMemory,
  novaReportCapabilitiesAreTheNodes,
  novaReportTotalIsAtLeastOne,
  novaReportOneContextAGuest,
  novaReportLeastIsOneContext,
  novaReportContextsAreNotShared,
  novaReportReservedAsConfigured,
  novaReportModelsHaveSlots,
  novaReportVanishedModelsLoseTheirProviders,
  novaReportHeldProvidersStay,
  novaReportClosedProvidersOfferNothing,
  novaReportRefreshIsIdempotent,
  novaReportRestartChangesNothingByItself,
  novaReportUnchangedKeepsGeneration,
  novaReportChangeRaisesGeneration,
  novaReportGenerationsAreWhole,
  novaReportTraitsAreNames,
  novaReportFlatNodeHasTheSlots,
  novaReportReshapeMovesAllocations,
  novaReportReshapeLosesNothing,
  novaReportAllocationsMoveOnlyAtStart,
  novaReportAllocationsMoveToInventories,
  novaReportNoGuestHoldsWhatIsNotThere,
  novaReportNodeObjectIsLeftAlone,
  novaReportRefusesOrphanedGuests,
  novaReportServesSupportedGuests,
  novaReportRefusalNamesTheModel,
  novaReportSilenceChangesNoTree,
  novaReportProviderNamesAreUnique,
];
