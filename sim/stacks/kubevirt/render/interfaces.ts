import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import type { Interface, Specified } from '../vmi.js';
import { kept } from './kept.js';
import { iommu, virtioModel } from './virtio.js';

/**
 * One `interface` per network, each on a tap device that virt-handler has prepared. The option ROM is off unless the guest boots
 * from this card, and always for encrypted guests. Source: KubeVirt v1.9 `converter/network/configurator.go`.
 */
export function interfaceElements(vmi: Specified, choices: Choices): readonly XmlElement[] {
  const interfaces = vmi.spec.domain.devices?.interfaces ?? [];
  return interfaces.map((nic, index) => interfaceElement(vmi, nic, index, choices));
}

function interfaceElement(vmi: Specified, nic: Interface, index: number, choices: Choices): XmlElement {
  const model = nic.model || 'virtio';
  const on = model === 'virtio' ? iommu(vmi, 'interface', choices) : undefined;
  const encrypted = iommu(vmi, 'interface', choices) === 'on';
  return element(
    'interface',
    { type: 'ethernet' },
    nic.macAddress === undefined ? undefined : element('mac', { address: nic.macAddress }),
    tap(index),
    modelOf(model === 'virtio' ? virtioModel(vmi) : model),
    on === undefined ? undefined : bouncing,
    mtu,
    nic.bootOrder === undefined ? undefined : element('boot', { order: nic.bootOrder }),
    nic.bootOrder === undefined || encrypted ? noRom : undefined,
    element('alias', { name: `ua-${nic.name}` }),
  );
}

const tap = kept((index: number) => element('target', { dev: `tap${index}`, managed: 'no' }));
const modelOf = kept((type: string) => element('model', { type }));
const bouncing = fixedElement(element('driver', { name: 'vhost', iommu: 'on' }));
const mtu = fixedElement(element('mtu', { size: 1500 }));
const noRom = fixedElement(element('rom', { enabled: 'no' }));
