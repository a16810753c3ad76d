import { digestOf } from '../../../core/json.js';
import { element, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import { namespaceOf, type VirtualMachineInstance } from '../vmi.js';
import { iommu } from './virtio.js';

/**
 * The vsock device, with the context id virt-controller has given the guest. It needs bounce buffers like every other virtio device of
 * an encrypted guest. Source: KubeVirt v1.9 `converter/compute/vsock.go`, which forgets them; `pkg/vsock`.
 */
export function vsockElement(vmi: VirtualMachineInstance, choices: Choices): XmlElement | undefined {
  if (vmi.spec.domain.devices?.autoattachVSOCK !== true) return undefined;
  const on = iommu(vmi, 'vsock', choices);
  return element(
    'vsock',
    { model: 'virtio-non-transitional' },
    element('cid', { auto: 'no', address: contextId(vmi) }),
    on === undefined ? undefined : element('driver', { iommu: on }),
  );
}

/** Upstream draws a free one at random; this one follows from the guest's name. 0 to 2 and the highest have meanings of their own. */
function contextId(vmi: VirtualMachineInstance): number {
  const drawn = Number.parseInt(digestOf([namespaceOf(vmi), vmi.metadata.name], 8), 16);
  return firstContextId + (drawn % (2 ** 32 - 1 - firstContextId));
}

const firstContextId = 3;
