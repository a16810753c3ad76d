import { refused } from '../../../core/outcome.js';
import { metadataShape } from '../admit/instance-shape.js';
import { metadataRules } from '../admit/metadata-rules.js';
import { shapeCheck } from '../admit/shape.js';
import type { ObjectMeta } from '../vmi.js';
import type { Derivation } from './described-instance.js';
import { type LabelSelector, selectorCauses } from './label-selector.js';
import { instanceOfMachine, type MachineSpec, machineSpecShape } from './machine.js';

/**
 * A VirtualMachinePool makes numbered machines, each of which makes an instance of its name; the first of them is followed.
 * Source: KubeVirt v1.9 `pkg/virt-controller/watch/pool/pool.go` (scaleOut), `vmpool-admitter.go`.
 */
export const poolInstance: Derivation = (workload, related, choices) => {
  const malformed = poolCauses(workload);
  if (malformed.length > 0) return refused(malformed);
  const { metadata, spec } = workload as unknown as Pool;
  const unnamed = metadataRules(metadata.name, metadata.namespace);
  if (unnamed.length > 0) return refused(unnamed);
  const { selector, virtualMachineTemplate: template } = spec;
  const made = instanceOfMachine(
    {
      spec: template.spec,
      metadata: { ...metadata, name: `${metadata.name}-0` },
      at: 'spec.virtualMachineTemplate.spec',
      form: 'pool',
    },
    related,
    choices,
  );
  if (!made.ok) return made;
  const { value } = made;
  return { ok: true, value: { ...value, causes: [...value.causes, ...selectorCauses(selector, template.metadata?.labels)] } };
};

interface Pool {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly selector: LabelSelector;
    readonly virtualMachineTemplate: { readonly metadata?: Pick<ObjectMeta, 'labels'>; readonly spec: MachineSpec };
  };
}

const poolCauses = shapeCheck({
  'metadata!': metadataShape,
  'spec!': {
    replicas: 'count',
    'selector!': { matchLabels: { '*': 'string' } },
    'virtualMachineTemplate!': { metadata: { labels: { '*': 'string' } }, 'spec!': machineSpecShape },
  },
});
