import type { Bench } from '../runner/judge-case.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { clusterMutants } from './cluster-mutants/index.js';
import { hostMutants } from './host-mutants/index.js';

/** Something that is wrong in one respect, and the requirement that must notice. */
export interface Mutant {
  readonly id: string;
  /** What is wrong: the stack that is judged, the host below it, or how the parts of the cluster work together. */
  readonly of: 'stack' | 'host' | 'cluster';
  /** One sentence: what it does. */
  readonly sentence: string;
  /** Requirement that must catch it. */
  readonly requirement: string;
  /** Situation it shows in, when the generators do not make that situation. */
  readonly needs?: string;
  /** Releases that behave like this; `synthetic` when none ever did. */
  readonly releases: string;
  /** The judged one and what it is run with, wrong in that respect only. */
  readonly bench: Bench;
}

/**
 * Machines on which every mutant has a chance to show: one of each generation, one that can hide ciphertext, one without a time-stamp
 * counter, one of IBM's.
 */
export const zooMachines = ['rome', 'genoa', 'emerald-rapids', 'turin', 'milan', 's390-pv'] as const;

/** Every mutant there is for a stack: its known deviations, the hosts that misbehave below it, and the clusters that do around it. */
export function mutantsOf(kit: StackKit): readonly Mutant[] {
  if (kit.sharesHosts === true) return stackMutants(kit);
  const others = [...hostMutantsBelow(kit), ...clusterMutantsAround(kit)];
  return [...stackMutants(kit), ...others.filter(({ requirement }) => kit.requirements.some(({ id }) => id === requirement))];
}

function stackMutants(kit: StackKit): readonly Mutant[] {
  return kit.quirks.map(({ name, sentence, killedBy, needs, releases }) => ({
    id: name,
    of: 'stack',
    sentence,
    requirement: killedBy,
    ...(needs !== undefined && { needs }),
    releases,
    bench: { kit, subject: kit.subject([name]) },
  }));
}

function hostMutantsBelow(kit: StackKit): readonly Mutant[] {
  return hostMutants.map((mutant) => ({
    id: mutant.name,
    of: 'host',
    sentence: mutant.sentence,
    requirement: mutant.killedBy,
    releases: 'synthetic',
    bench: { kit, subject: kit.subject([]), machine: mutant.machine },
  }));
}

function clusterMutantsAround(kit: StackKit): readonly Mutant[] {
  return clusterMutants.map(({ name, sentence, killedBy, rules }) => ({
    id: name,
    of: 'cluster',
    sentence,
    requirement: killedBy,
    releases: 'synthetic',
    bench: { kit, subject: kit.subject([]), rules },
  }));
}
