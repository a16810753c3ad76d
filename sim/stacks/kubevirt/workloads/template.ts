import type { ObjectMeta, OwnerReference, VirtualMachineInstance, VmiSpec } from '../vmi.js';

/** A template of an instance, checked. */
export interface Template {
  readonly metadata?: Pick<ObjectMeta, 'labels' | 'annotations'> & { readonly name?: string; readonly generateName?: string };
  readonly spec: VmiSpec;
}

/** Finalizer that lets a machine's controller see the end of its instance. Source: KubeVirt v1.9 `api/core/v1/types.go`. */
const machineFinalizer = 'kubevirt.io/virtualMachineControllerFinalize';

/** The instance a controller makes from a template: its labels and annotations, a name from elsewhere, and an owner. */
export function instanceFromTemplate(
  { metadata, spec }: Template,
  { name, namespace }: Pick<ObjectMeta, 'name' | 'namespace'>,
  owner: OwnerReference,
): VirtualMachineInstance {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(metadata?.labels !== undefined && { labels: metadata.labels }),
      ...(metadata?.annotations !== undefined && { annotations: metadata.annotations }),
      ownerReferences: [owner],
      ...(owner.kind === 'VirtualMachine' && { finalizers: [machineFinalizer] }),
    },
    spec,
  };
}
