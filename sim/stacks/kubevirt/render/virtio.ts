import { element, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices, VirtioDevice } from '../choices.js';
import { usesSecureExecution, usesSev, type VirtualMachineInstance } from '../vmi.js';

/** Model of virtio devices: the modern one unless the guest is too old for it. Source: KubeVirt v1.9 `converter/arch/`. */
export function virtioModel({ spec }: VirtualMachineInstance): string {
  if (spec.architecture === 's390x') return 'virtio';
  return spec.domain.devices?.useVirtioTransitional === true ? 'virtio-transitional' : 'virtio-non-transitional';
}

/**
 * `on` for guests whose memory devices cannot read by themselves, so that virtio goes through bounce buffers. Not for TDX, where
 * QEMU sees to it. Source: KubeVirt v1.9 `manager.go` (UseLaunchSecuritySEV, UseLaunchSecurityPV).
 */
export function iommu(vmi: VirtualMachineInstance, device: VirtioDevice, choices: Choices): 'on' | undefined {
  return (usesSev(vmi) || usesSecureExecution(vmi)) && choices.hasIommu(device) ? 'on' : undefined;
}

/** A `driver` element that only says so; absent when there is nothing to say. */
export function iommuDriver(vmi: VirtualMachineInstance, device: VirtioDevice, choices: Choices): XmlElement | undefined {
  const on = iommu(vmi, device, choices);
  return on === undefined ? undefined : element('driver', { iommu: on });
}
