import type { Invariant } from '../invariant.js';
import { kataLabelsCapacityAtEitherPath } from './labels/capacity-at-either-path.js';
import { kataLabelsCountsAreNeverLabels } from './labels/counts-are-never-labels.js';
import { kataLabelsEsidsEqualCapacity } from './labels/esids-equal-capacity.js';
import { kataLabelsForeignLabelsUntouched } from './labels/foreign-labels-untouched.js';
import { kataLabelsKeysEqualCapacity } from './labels/keys-equal-capacity.js';
import { kataLabelsLookingAgainChangesNothing } from './labels/looking-again-changes-nothing.js';
import { kataLabelsNoEsidsWithoutCapacity } from './labels/no-esids-without-capacity.js';
import { kataLabelsNoKeysWithoutCapacity } from './labels/no-keys-without-capacity.js';
import { kataLabelsResourcesAreWhole } from './labels/resources-are-whole.js';
import { kataLabelsRulesOffNothingIsCounted } from './labels/rules-off-nothing-is-counted.js';
import { kataLabelsRuntimeIsAnnounced } from './labels/runtime-is-announced.js';
import { kataLabelsSevEsFeatureOnlyWhenEnabled } from './labels/sev-es-feature-only-when-enabled.js';
import { kataLabelsSevEsFeatureWhenEnabled } from './labels/sev-es-feature-when-enabled.js';
import { kataLabelsSevFeatureOnlyWhenEnabled } from './labels/sev-feature-only-when-enabled.js';
import { kataLabelsSevFeatureWhenEnabled } from './labels/sev-feature-when-enabled.js';
import { kataLabelsSevSnpFeatureOnlyWhenEnabled } from './labels/sev-snp-feature-only-when-enabled.js';
import { kataLabelsSevSnpFeatureWhenEnabled } from './labels/sev-snp-feature-when-enabled.js';
import { kataLabelsSilenceChangesNothing } from './labels/silence-changes-nothing.js';
import { kataLabelsSnpLabelOnlyWhenEnabled } from './labels/snp-label-only-when-enabled.js';
import { kataLabelsSnpLabelWhenEnabled } from './labels/snp-label-when-enabled.js';
import { kataLabelsStaleLabelsAreRemoved } from './labels/stale-labels-are-removed.js';
import { kataLabelsTdxFeatureOnlyWhenEnabled } from './labels/tdx-feature-only-when-enabled.js';
import { kataLabelsTdxFeatureWhenEnabled } from './labels/tdx-feature-when-enabled.js';
import { kataLabelsTdxLabelOnlyWhenEnabled } from './labels/tdx-label-only-when-enabled.js';
import { kataLabelsTdxLabelWhenEnabled } from './labels/tdx-label-when-enabled.js';
import { kataLabelsUnknownLinesArePassedOver } from './labels/unknown-lines-are-passed-over.js';
import { kataLabelsValidSyntax } from './labels/valid-syntax.js';
import { kataLabelsValueIsTrue } from './labels/value-is-true.js';

/** The judges of Kata in `labels/`, in the order of the catalogue. */
export const kataLabelsInvariants: readonly Invariant[] = [
  kataLabelsSnpLabelWhenEnabled,
  kataLabelsSnpLabelOnlyWhenEnabled,
  kataLabelsTdxLabelWhenEnabled,
  kataLabelsTdxLabelOnlyWhenEnabled,
  kataLabelsSevFeatureWhenEnabled,
  kataLabelsSevFeatureOnlyWhenEnabled,
  kataLabelsSevEsFeatureWhenEnabled,
  kataLabelsSevEsFeatureOnlyWhenEnabled,
  kataLabelsSevSnpFeatureWhenEnabled,
  kataLabelsSevSnpFeatureOnlyWhenEnabled,
  kataLabelsTdxFeatureWhenEnabled,
  kataLabelsTdxFeatureOnlyWhenEnabled,
  kataLabelsEsidsEqualCapacity,
  kataLabelsNoEsidsWithoutCapacity,
  kataLabelsKeysEqualCapacity,
  kataLabelsNoKeysWithoutCapacity,
  kataLabelsCountsAreNeverLabels,
  kataLabelsValueIsTrue,
  kataLabelsRuntimeIsAnnounced,
  kataLabelsValidSyntax,
  kataLabelsForeignLabelsUntouched,
  kataLabelsLookingAgainChangesNothing,
  kataLabelsUnknownLinesArePassedOver,
  kataLabelsCapacityAtEitherPath,
  kataLabelsStaleLabelsAreRemoved,
  kataLabelsRulesOffNothingIsCounted,
  kataLabelsResourcesAreWhole,
  kataLabelsSilenceChangesNothing,
];
