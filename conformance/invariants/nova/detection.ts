import type { Invariant } from '../invariant.js';
import { novaDetectionAParameterThatIsOff } from './detection/a-parameter-that-is-off.js';
import { novaDetectionAnySpellingOfYes } from './detection/any-spelling-of-yes.js';
import { novaDetectionArchitectureIsNamed } from './detection/architecture-is-named.js';
import { novaDetectionConfigurationDetectsNothing } from './detection/configuration-detects-nothing.js';
import { novaDetectionDamageGivesTheSameAgain } from './detection/damage-gives-the-same-again.js';
import { novaDetectionDamageIsTold } from './detection/damage-is-told.js';
import { novaDetectionEsNeedsGuests } from './detection/es-needs-guests.js';
import { novaDetectionEsStaysWhereSnpCannotStart } from './detection/es-stays-where-snp-cannot-start.js';
import { novaDetectionEsYieldsToSnp } from './detection/es-yields-to-snp.js';
import { novaDetectionNothingIsReadAgain } from './detection/nothing-is-read-again.js';
import { novaDetectionOddAnswersAreAnswers } from './detection/odd-answers-are-answers.js';
import { novaDetectionOneMachineTypeIsEnough } from './detection/one-machine-type-is-enough.js';
import { novaDetectionOnlyAmdHasSev } from './detection/only-amd-has-sev.js';
import { novaDetectionRestartLooksAgain } from './detection/restart-looks-again.js';
import { novaDetectionSecureBootOnlyWhenSupported } from './detection/secure-boot-only-when-supported.js';
import { novaDetectionSecureBootWhenSupported } from './detection/secure-boot-when-supported.js';
import { novaDetectionSevEsOnlyWhenLaunchable } from './detection/sev-es-only-when-launchable.js';
import { novaDetectionSevEsWhenLaunchable } from './detection/sev-es-when-launchable.js';
import { novaDetectionSevOnlyWhenLaunchable } from './detection/sev-only-when-launchable.js';
import { novaDetectionSevWhenLaunchable } from './detection/sev-when-launchable.js';
import { novaDetectionSnpOnlyWhenLaunchable } from './detection/snp-only-when-launchable.js';
import { novaDetectionSnpWhenLaunchable } from './detection/snp-when-launchable.js';
import { novaDetectionStatelessOnlyWhenSupported } from './detection/stateless-only-when-supported.js';
import { novaDetectionStatelessWhenSupported } from './detection/stateless-when-supported.js';
import { novaDetectionTdxOnlyWhenLaunchable } from './detection/tdx-only-when-launchable.js';
import { novaDetectionTdxOnlyWhenLookedFor } from './detection/tdx-only-when-looked-for.js';
import { novaDetectionTdxWhenLaunchable } from './detection/tdx-when-launchable.js';
import { novaDetectionUnknownArchitecturesArePassedOver } from './detection/unknown-architectures-are-passed-over.js';
import { novaDetectionWhatCouldNotBeReadIsReadLater } from './detection/what-could-not-be-read-is-read-later.js';

/** The judges of Nova in `detection/`, in the order of the catalogue. */
export const novaDetectionInvariants: readonly Invariant[] = [
  novaDetectionSevWhenLaunchable,
  novaDetectionSevOnlyWhenLaunchable,
  novaDetectionSevEsWhenLaunchable,
  novaDetectionSevEsOnlyWhenLaunchable,
  novaDetectionSnpWhenLaunchable,
  novaDetectionSnpOnlyWhenLaunchable,
  novaDetectionTdxWhenLaunchable,
  novaDetectionTdxOnlyWhenLaunchable,
  novaDetectionEsYieldsToSnp,
  novaDetectionEsStaysWhereSnpCannotStart,
  novaDetectionEsNeedsGuests,
  novaDetectionStatelessWhenSupported,
  novaDetectionStatelessOnlyWhenSupported,
  novaDetectionSecureBootWhenSupported,
  novaDetectionSecureBootOnlyWhenSupported,
  novaDetectionAnySpellingOfYes,
  novaDetectionAParameterThatIsOff,
  novaDetectionOneMachineTypeIsEnough,
  novaDetectionDamageIsTold,
  novaDetectionDamageGivesTheSameAgain,
  novaDetectionNothingIsReadAgain,
  novaDetectionRestartLooksAgain,
  novaDetectionConfigurationDetectsNothing,
  novaDetectionOnlyAmdHasSev,
  novaDetectionTdxOnlyWhenLookedFor,
  novaDetectionWhatCouldNotBeReadIsReadLater,
  novaDetectionArchitectureIsNamed,
  novaDetectionUnknownArchitecturesArePassedOver,
  novaDetectionOddAnswersAreAnswers,
];
