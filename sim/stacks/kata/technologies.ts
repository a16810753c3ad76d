import type { Technology } from '../../contracts/protection.js';
import type { KataChoices } from './choices.js';

/** Choices of a Kata that was installed without the shims of some protections: it has no RuntimeClass for them. */
export function choicesKnowing(choices: KataChoices, technologies: readonly Technology[] | undefined): KataChoices {
  if (technologies === undefined) return choices;
  const tees = (['snp', 'tdx'] as const).filter((tee) => technologies.includes(tee));
  return { ...choices, knownTees: choices.knownTees.filter((tee) => tees.includes(tee)) };
}
