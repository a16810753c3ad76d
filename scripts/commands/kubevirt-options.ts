import type { Argv } from 'yargs';
import { kubevirtKit } from '../../conformance/subjects/kubevirt.js';
import type { Subject } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import { type ClusterArguments, clusterConfig, clusterOptions } from './cluster-options.js';
import { chosenSubject, type SubjectArguments, subjectOptions } from './subject-options.js';

/** Flags that say which KubeVirt is meant. */
export type KubevirtArguments = SubjectArguments & ClusterArguments;

/** A KubeVirt as its administrator set it up. */
export interface ConfiguredKubevirt {
  readonly subject: Subject;
  readonly config: JsonObject;
}

/** Declares the flags shared by everything that shows what KubeVirt makes of hosts and guests. */
export function kubevirtOptions<Arguments>(yargs: Argv<Arguments>) {
  return clusterOptions(subjectOptions(yargs));
}

/**
 * The KubeVirt the flags ask for: all gates open unless they say otherwise, everything else as KubeVirt has it by default.
 *
 * @throws UsageError for a quirk or a release that does not exist, or a configuration that cannot be read.
 */
export function configuredKubevirt(flags: KubevirtArguments): ConfiguredKubevirt {
  const { quirks, release } = chosenSubject(flags, kubevirtKit);
  const { featureGates } = kubevirtKit.config;
  return {
    subject: kubevirtKit.subject(quirks, release?.technologies),
    config: { ...(featureGates !== undefined && { featureGates }), ...clusterConfig(flags) },
  };
}
