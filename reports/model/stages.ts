import type { RequirementRecord } from '../log.js';

/** A confidential guest's life, in order. The log spells stages as text, so a catalogue may add others. */
const knownStages = ['label', 'admit', 'schedule', 'render', 'run', 'attest'];

/** The stages of a catalogue: known ones in the order of a guest's life, then the rest as they first appear. */
export function stagesInOrder(requirements: readonly RequirementRecord[]): readonly string[] {
  const present = new Set(requirements.map((requirement) => requirement.stage));
  const known = knownStages.filter((stage) => present.has(stage));
  return [...known, ...[...present].filter((stage) => !knownStages.includes(stage))];
}
