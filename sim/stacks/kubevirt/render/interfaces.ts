import { element, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import type { Interface, VirtualMachineInstance } from '../vmi.js';
import { iommu, virtioModel } from './virtio.js';

/**
 * One `interface` per network, each on a tap device that virt-handler has prepared. The option ROM is off unless the guest boots
 * from this card, and always for encrypted guests. Source: KubeVirt v1.9 `converter/network/configurator.go`.
 */
export function interfaceElements(vmi: VirtualMachineInstance, choices: Choices): readonly XmlElement[] {
  const interfaces = vmi.spec.domain.devices?.interfaces ?? [];
  return interfaces.map((nic, index) => interfaceElement(vmi, nic, index, choices));
}

function interfaceElement(vmi: VirtualMachineInstance, nic: Interface, index: number, choices: Choices): XmlElement {
  const model = nic.model || 'virtio';
  const on = model === 'virtio' ? iommu(vmi, 'interface', choices) : undefined;
  const encrypted = iommu(vmi, 'interface', choices) === 'on';
  return element(
    'interface',
    { type: 'ethernet' },
    nic.macAddress === undefined ? undefined : element('mac', { address: nic.macAddress }),
    element('target', { dev: `tap${index}`, managed: 'no' }),
    element('model', { type: model === 'virtio' ? virtioModel(vmi) : model }),
    on === undefined ? undefined : element('driver', { name: 'vhost', iommu: on }),
    element('mtu', { size: 1500 }),
    nic.bootOrder === undefined ? undefined : element('boot', { order: nic.bootOrder }),
    nic.bootOrder === undefined || encrypted ? element('rom', { enabled: 'no' }) : undefined,
    element('alias', { name: `ua-${nic.name}` }),
  );
}
