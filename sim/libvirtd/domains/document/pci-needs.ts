import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import type { DocumentFacts } from './document-facts.js';
import type { PciNeed } from './pci-buses.js';
import { attributeOf } from './xml-part.js';

/**
 * What a device needs of PCI; undefined where it is no PCI device or has an address already.
 * Source: libvirt 11.3.0 `src/qemu/qemu_domain_address.c` `qemuDomainDeviceCalculatePCIConnectFlags`.
 */
export function pciNeedOf(device: XmlNode, facts: DocumentFacts): PciNeed | undefined {
  if (childOf(device, 'address') !== undefined) return undefined;
  const need = needOf(device);
  if (need !== 'express' || facts.chipset === 'q35') return need;
  return 'conventional';
}

function needOf(device: XmlNode): PciNeed | undefined {
  const { model, type } = device.attributes;
  switch (device.name) {
    case 'controller':
      return controllerNeed(type ?? '', model ?? '', device.attributes.index ?? '0');
    case 'filesystem':
    case 'rng':
    case 'vsock':
    case 'crypto':
      return 'express';
    case 'interface':
      return interfaceNeed(device);
    case 'sound':
      return ['sb16', 'pcspk', 'usb'].includes(model ?? '') ? undefined : 'conventional';
    case 'disk':
      return attributeOf(device, 'target', 'bus') === 'virtio' ? 'express' : undefined;
    case 'hostdev':
      return type === 'pci' || (type === 'mdev' && model === 'vfio-pci') || type === 'scsi_host' ? 'express' : undefined;
    case 'memballoon':
      return model === 'none' ? undefined : 'express';
    case 'watchdog':
      return model === 'i6300esb' ? 'conventional' : undefined;
    case 'video':
      return videoNeed(attributeOf(device, 'model', 'type') ?? '');
    case 'shmem':
      return 'express';
    case 'input':
      return device.attributes.bus === 'virtio' ? 'express' : undefined;
    case 'memory':
      return model?.startsWith('virtio') === true ? 'express' : undefined;
    case 'iommu':
      return model === 'virtio' ? 'integrated' : undefined;
    case 'panic':
      return model === 'pvpanic' ? 'integrated' : undefined;
    default:
      return undefined;
  }
}

function controllerNeed(type: string, model: string, index: string): PciNeed | undefined {
  switch (type) {
    case 'pci':
      return pciControllerNeed(model);
    case 'usb':
      return model === 'none' ? undefined : model.endsWith('xhci') ? 'express' : 'conventional';
    case 'scsi':
      return model.startsWith('virtio') ? 'express' : 'conventional';
    case 'virtio-serial':
      return 'express';
    case 'sata':
      return 'conventional';
    case 'ide':
      return index === '0' ? undefined : 'conventional';
    default:
      return undefined;
  }
}

function pciControllerNeed(model: string): PciNeed | undefined {
  switch (model) {
    case 'pci-root':
    case 'pcie-root':
      return undefined;
    case 'pcie-root-port':
      return 'root-port';
    case 'pcie-to-pci-bridge':
      return 'express';
    case 'pci-bridge':
      return 'conventional';
    default:
      return 'integrated';
  }
}

function interfaceNeed(device: XmlNode): PciNeed | undefined {
  const model = attributeOf(device, 'model', 'type') ?? '';
  if (model === 'usb-net') return undefined;
  return device.attributes.type === 'hostdev' || model.startsWith('virtio') || model === 'e1000e' ? 'express' : 'conventional';
}

function videoNeed(type: string): PciNeed | undefined {
  if (['none', 'ramfb'].includes(type)) return undefined;
  return ['virtio', 'bochs'].includes(type) ? 'express' : 'conventional';
}
