import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import { efiOf, type VirtualMachineInstance } from '../vmi.js';

/**
 * Screen and video card; none for a guest that does without. UEFI guests get `bochs`, whose memory needs no VGA aperture.
 * Source: KubeVirt v1.9 `converter/compute/graphics.go`.
 */
export function displayElements(vmi: VirtualMachineInstance): readonly XmlElement[] {
  if (vmi.spec.domain.devices?.autoattachGraphicsDevice === false) return none;
  return [graphics(vmi), video(vmi)];
}

const none: readonly XmlElement[] = [];

function graphics({ metadata }: VirtualMachineInstance): XmlElement {
  const socket = `/var/run/kubevirt-private/${metadata.uid ?? ''}/virt-vnc`;
  return element('graphics', { type: 'vnc' }, element('listen', { type: 'socket', socket }));
}

function video(vmi: VirtualMachineInstance): XmlElement {
  if (vmi.spec.architecture !== 'amd64') return virtio;
  return efiOf(vmi) === undefined ? vga : bochs;
}

const virtio = fixedElement(element('video', {}, element('model', { type: 'virtio', heads: 1 })));
const vga = fixedElement(element('video', {}, element('model', { type: 'vga', vram: 16384, heads: 1 })));
const bochs = fixedElement(element('video', {}, element('model', { type: 'bochs', heads: 1 })));
