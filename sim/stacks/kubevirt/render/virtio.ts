import { element, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices, VirtioDevice } from '../choices.js';
import { type Specified, usesSecureExecution, usesSev } from '../vmi.js';
import { kept } from './kept.js';

/** Model of virtio devices: the modern one unless the guest is too old for it. Source: KubeVirt v1.9 `converter/arch/`. */
export function virtioModel({ spec }: Specified): string {
  if (spec.architecture === 's390x') return 'virtio';
  return spec.domain.devices?.useVirtioTransitional === true ? 'virtio-transitional' : 'virtio-non-transitional';
}

/**
 * `on` for guests whose memory devices cannot read by themselves, so that virtio goes through bounce buffers. Not for TDX, where
 * QEMU sees to it. Source: KubeVirt v1.9 `manager.go` (UseLaunchSecuritySEV, UseLaunchSecurityPV).
 */
export function iommu(vmi: Specified, device: VirtioDevice, choices: Choices): 'on' | undefined {
  return (usesSev(vmi) || usesSecureExecution(vmi)) && choices.hasIommu(device) ? 'on' : undefined;
}

/** Makes the element of a device from its model, and from a `driver` element where there is something to say in one. */
type DeviceMaker = (model: string, driver: XmlElement | undefined) => XmlElement;

/**
 * A device that looks the same in every guest with the same virtio model and the same need for bounce buffers, made once for each.
 *
 * @example const rng = virtioDevice('rng', (model, driver) => element('rng', { model }, driver));
 */
export function virtioDevice(device: VirtioDevice, make: DeviceMaker): (vmi: Specified, choices: Choices) => XmlElement {
  const plain = kept((model: string) => make(model, undefined));
  const bounced = kept((model: string) => make(model, element('driver', { iommu: 'on' })));
  return (vmi, choices) => (iommu(vmi, device, choices) === 'on' ? bounced : plain)(virtioModel(vmi));
}
