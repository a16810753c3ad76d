import { done, refused } from '../../../core/outcome.js';
import { metadataShape, templateShape } from '../admit/instance-shape.js';
import { metadataRules } from '../admit/metadata-rules.js';
import { type Shape, shapeCheck } from '../admit/shape.js';
import type { ObjectMeta } from '../vmi.js';
import type { Derivation } from './described-instance.js';
import { generatedName } from './generated-name.js';
import { type LabelSelector, selectorCauses } from './label-selector.js';
import { instanceFromTemplate, type Template } from './template.js';

/**
 * A VirtualMachineInstanceReplicaSet makes instances of generated names straight from its template; one of them is followed.
 * Source: KubeVirt v1.9 `pkg/virt-controller/watch/replicaset/replicaset.go`, `vmirs-admitter.go`.
 */
export const replicaSetInstance: Derivation = (workload) => {
  const malformed = replicaSetCauses(workload);
  if (malformed.length > 0) return refused(malformed);
  const { metadata, spec } = workload as unknown as ReplicaSet;
  const unnamed = metadataRules(metadata.name, metadata.namespace);
  if (unnamed.length > 0) return refused(unnamed);
  const { template, selector } = spec;
  const name = generatedName(template.metadata?.name || template.metadata?.generateName || metadata.name, metadata);
  const owner = { kind: 'VirtualMachineInstanceReplicaSet', name: metadata.name, controller: true };
  return done({
    vmi: instanceFromTemplate(template, { ...metadata, name }, owner),
    form: 'replica-set',
    at: 'spec.template.spec',
    causes: selectorCauses(selector, template.metadata?.labels),
    warnings: [],
  });
};

interface ReplicaSet {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly selector: LabelSelector; readonly template: Template };
}

const selectorShape: Shape = { matchLabels: { '*': 'string' } };

const replicaSetCauses = shapeCheck({
  'metadata!': metadataShape,
  'spec!': { replicas: 'count', 'selector!': selectorShape, 'template!': templateShape },
});
