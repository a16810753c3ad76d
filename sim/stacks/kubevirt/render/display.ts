import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import { efiOf, type Specified, type VirtualMachineInstance } from '../vmi.js';

/**
 * The screen, for a guest that has a video card.
 * Source of this and the next: KubeVirt v1.9 `converter/compute/graphics.go`.
 */
export function graphics({ metadata }: VirtualMachineInstance): XmlElement {
  const socket = `/var/run/kubevirt-private/${metadata.uid ?? ''}/virt-vnc`;
  return element('graphics', { type: 'vnc' }, element('listen', { type: 'socket', socket }));
}

/** The video card; none for a guest that does without a screen. UEFI guests get `bochs`, whose memory needs no VGA aperture. */
export function videoElement(guest: Specified): XmlElement | undefined {
  const { domain, architecture } = guest.spec;
  if (domain.devices?.autoattachGraphicsDevice === false) return undefined;
  if (architecture !== 'amd64') return virtio;
  return efiOf(guest) === undefined ? vga : bochs;
}

const virtio = fixedElement(element('video', {}, element('model', { type: 'virtio', heads: 1 })));
const vga = fixedElement(element('video', {}, element('model', { type: 'vga', vram: 16384, heads: 1 })));
const bochs = fixedElement(element('video', {}, element('model', { type: 'bochs', heads: 1 })));
