import type { Subject } from '../../sim/contracts/subject.js';
import { UsageError } from '../../sim/core/usage-error.js';
import type { ReleaseSummary, StackKit } from '../subjects/stack-kit.js';
import { wrapSubject } from '../subjects/wrap.js';
import { clusterMutants } from '../zoo/cluster-mutants/index.js';
import { hostMutants } from '../zoo/host-mutants/index.js';
import type { Bench } from './judge-case.js';
import { unsupportedRequirements } from './known-technologies.js';

/**
 * Who is judged, on which machines, by what: the reference subject with the named deviations. A deviation is a quirk of the stack or, at
 * most once each, a mutant of the host below it and one of the cluster around it. A release is not held to what it does not know of.
 *
 * @throws UsageError for a deviation that does not exist, and for two mutants of the host.
 */
export function benchWith(kit: StackKit, names: readonly string[], release?: ReleaseSummary): Bench {
  const machines = hostMutants.filter(({ name }) => names.includes(name));
  const [mutant, second] = machines;
  if (mutant !== undefined && second !== undefined) {
    throw new UsageError(`a host cannot be wrong in two ways at once: "${mutant.name}" and "${second.name}"`, {
      fix: 'keep one',
    });
  }
  const quirks = quirksAmong(names);
  const cluster = clusterMutants.find(({ name }) => names.includes(name));
  return {
    kit,
    subject: subjectNamed(kit.subject(quirks, release?.technologies), [mutant?.name, cluster?.name]),
    ...(mutant !== undefined && { machine: mutant.machine }),
    ...(cluster !== undefined && { rules: cluster.rules }),
    ...(release !== undefined && { unsupported: new Set(unsupportedRequirements(kit.requirements, release.technologies)) }),
  };
}

/** Those of several deviations that are of the stack, not of the host below it or the cluster around it. */
export function quirksAmong(names: readonly string[]): readonly string[] {
  return names.filter((name) => ![...hostMutants, ...clusterMutants].some((mutant) => mutant.name === name));
}

/** All deviations are named among the subject's, so that logs and saved cases say on what they rest. */
function subjectNamed(subject: Subject, mutants: readonly (string | undefined)[]): Subject {
  const others = mutants.filter((name) => name !== undefined);
  return others.length === 0 ? subject : wrapSubject(subject, subject.id, { quirks: [...subject.quirks, ...others] });
}

/** A deviation that can be switched on, with where it comes from. */
export interface Deviation {
  readonly name: string;
  readonly sentence: string;
  readonly releases: string;
  readonly source: string;
  /** Requirement that must notice it. */
  readonly killedBy: string;
}

/** All deviations there are for a stack: its quirks, then the mutants of the host below it and of the cluster around it. */
export function deviationsOf(kit: StackKit): readonly Deviation[] {
  const others = [...hostMutants, ...clusterMutants].map(({ name, sentence, killedBy }) => ({
    name,
    sentence,
    releases: 'synthetic',
    source: clusterMutants.some((mutant) => mutant.name === name) ? 'a wrong cluster of the zoo' : 'a wrong host of the zoo',
    killedBy,
  }));
  return [...kit.quirks, ...others];
}
