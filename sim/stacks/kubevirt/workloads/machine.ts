import type { GuestForm } from '../../../contracts/commands.js';
import type { AdmitCause } from '../../../contracts/subject.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { invalid, noCauses } from '../admit/cause.js';
import { metadataShape, templateShape } from '../admit/instance-shape.js';
import { metadataRules } from '../admit/metadata-rules.js';
import { type Shape, shapeCheck } from '../admit/shape.js';
import type { Choices } from '../choices.js';
import type { ObjectMeta } from '../vmi.js';
import type { Derivation, DescribedInstance } from './described-instance.js';
import { afterReferences, type References } from './references.js';
import type { Related } from './related.js';
import { instanceFromTemplate, type Template } from './template.js';

/**
 * A VirtualMachine makes one instance of its name, after its instance type and its preference were applied to its template.
 * Source: KubeVirt v1.9 `pkg/virt-controller/watch/vm/vm.go` (SetupVMIFromVM), `vms-admitter.go`.
 */
export const machineInstance: Derivation = (workload, related, choices) => {
  const malformed = machineCauses(workload);
  if (malformed.length > 0) return refused(malformed);
  const { metadata, spec } = workload as unknown as Machine;
  const unnamed = metadataRules(metadata.name, metadata.namespace);
  if (unnamed.length > 0) return refused(unnamed);
  return instanceOfMachine({ spec, metadata, at: 'spec', form: 'machine' }, related, choices);
};

interface Machine {
  readonly metadata: ObjectMeta;
  readonly spec: MachineSpec;
}

/** Spec of a machine. */
export interface MachineSpec extends References {
  readonly running?: boolean;
  readonly runStrategy?: string;
  readonly template: Template;
}

/** Shape of {@link MachineSpec}. */
export const machineSpecShape: Shape = {
  running: 'boolean',
  runStrategy: 'string',
  'template!': templateShape,
  instancetype: { 'name!': 'string', kind: 'string' },
  preference: { 'name!': 'string', kind: 'string' },
};

const machineCauses = shapeCheck({ 'metadata!': metadataShape, 'spec!': machineSpecShape });

/** A machine that is to run. */
export interface MachineToRun {
  readonly spec: MachineSpec;
  readonly metadata: Pick<ObjectMeta, 'name' | 'namespace'>;
  /** Path of its spec in the submitted object. */
  readonly at: string;
  readonly form: GuestForm;
}

/** The instance of a machine, be it alone or one of a pool. */
export function instanceOfMachine(
  { spec, metadata, at, form }: MachineToRun,
  related: Related,
  choices: Choices,
): Outcome<DescribedInstance, readonly AdmitCause[]> {
  const owner = { kind: 'VirtualMachine', name: metadata.name, controller: true };
  const made = afterReferences(instanceFromTemplate(spec.template, metadata, owner), spec, at, related, choices);
  if (!made.ok) return made;
  return done({
    vmi: made.value,
    form,
    at: `${at}.template.spec`,
    causes: runStrategyCauses(spec, at),
    warnings: spec.running === undefined ? [] : [`${at}.running is deprecated, please use ${at}.runStrategy instead.`],
  });
}

/** How long a machine keeps its instance running: one way of saying it, and one of the known ones. Source: `vms-admitter.go`. */
function runStrategyCauses({ running, runStrategy }: MachineSpec, at: string): readonly AdmitCause[] {
  if (running !== undefined && runStrategy !== undefined) {
    const words =
      'Running and RunStrategy are mutually exclusive. Note that Running is deprecated, please use RunStrategy instead';
    return [invalid(`${at}.running`, words)];
  }
  if (running !== undefined) return noCauses;
  if (runStrategy === undefined) return [invalid(at, 'RunStrategy must be specified')];
  if (runStrategies.includes(runStrategy)) return noCauses;
  return [invalid(`${at}.runStrategy`, `Invalid RunStrategy (${runStrategy})`)];
}

const runStrategies = ['Halted', 'Manual', 'Always', 'RerunOnFailure', 'Once'];
