import type { BootTruth, FirmwareDescriptor } from '../../../contracts/truth.js';
import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import { descriptorOfImage } from '../../../host/firmware-descriptors.js';
import type { DefinedDomain } from '../../../host/libvirt-define.js';
import { isAtLeast } from '../../../surfaces/release.js';
import { part, textOf, withAttributes, withChild } from './xml-part.js';

/**
 * Since 9.2 the firmware that libvirt chose is written into the definition: loader, variable store, and the features it was chosen for.
 * Before, it is chosen at start and the document stays as it is.
 * Source: libvirt 11.3.0 `src/qemu/qemu_firmware.c`, `src/qemu/qemu_postparse.c`; outputs of 9.0.0, 11.3.0 and 12.8.0.
 */
export function withChosenFirmware(root: XmlNode, domain: DefinedDomain | undefined, boot: BootTruth): XmlNode {
  const os = childOf(root, 'os') ?? part('os');
  const kept = isAtLeast(boot.libvirt.version, '9.2');
  const descriptor = kept ? (domain?.firmware.descriptor ?? descriptorOfLoader(os, boot)) : undefined;
  const name = childOf(root, 'name')?.text ?? '';
  if (descriptor === undefined) return withChild(root, 'os', withManualLoader(os, name, boot));
  const chosen = withStore(withLoader(withFeatures(os, descriptor), descriptor), descriptor, name, boot);
  const managed = descriptor.features.includes('requires-smm') ? withSystemManagement(root) : root;
  return withChild(managed, 'os', withAttributes(chosen, { firmware: 'efi' }));
}

/** UEFI finds its devices by ACPI. Source: libvirt 11.3.0 `src/qemu/qemu_validate.c` `qemuValidateDomainDefBoot`. */
export function uefiWithoutAcpi(root: XmlNode): boolean {
  const os = childOf(root, 'os');
  const flash = childOf(os, 'loader')?.attributes.type === 'pflash';
  const pc = childOf(os, 'type')?.attributes.arch === 'x86_64';
  const uefi = os?.attributes.firmware === 'efi' || flash;
  return pc && uefi && childOf(childOf(root, 'features'), 'acpi') === undefined;
}

/** A loader that was named is known by its descriptor; one that is no flash since 11.8 only (11.3 leaves it alone, 12.8 does not). */
function descriptorOfLoader(os: XmlNode, boot: BootTruth): FirmwareDescriptor | undefined {
  const loader = childOf(os, 'loader');
  const path = loader?.text.trim() ?? '';
  const descriptor = path === '' ? undefined : descriptorOfImage(boot, path);
  if (descriptor?.device === 'flash') return loader?.attributes.type === 'pflash' ? descriptor : undefined;
  const known = isAtLeast(boot.libvirt.version, '11.8') && loader?.attributes.type !== 'pflash';
  return known ? descriptor : undefined;
}

function withFeatures(os: XmlNode, { features }: FirmwareDescriptor): XmlNode {
  const feature = (name: string): XmlNode => part('feature', { enabled: features.includes(name) ? 'yes' : 'no', name });
  return withChild(os, 'firmware', part('firmware', {}, [feature('enrolled-keys'), feature('secure-boot')]));
}

function withLoader(os: XmlNode, { device, mode, executable, format, features }: FirmwareDescriptor): XmlNode {
  const asked = childOf(os, 'loader')?.attributes ?? {};
  const flash = device === 'flash';
  const attributes = {
    readonly: flash ? (asked.readonly ?? 'yes') : asked.readonly,
    secure: features.includes('requires-smm') ? 'yes' : asked.secure,
    type: flash ? 'pflash' : 'rom',
    stateless: mode === 'stateless' ? 'yes' : asked.stateless,
    format,
  };
  return withChild(os, 'loader', part('loader', attributes, executable));
}

/** The template's format is written since 10.10. */
function withStore(os: XmlNode, descriptor: FirmwareDescriptor, name: string, boot: BootTruth): XmlNode {
  const { nvramTemplate: template, format } = descriptor;
  if (template === undefined) return os;
  const path = textOf(os, 'nvram') ?? '';
  const templateFormat = isAtLeast(boot.libvirt.version, '10.10') ? format : undefined;
  const attributes = { template, templateFormat, format };
  return withChild(os, 'nvram', part('nvram', attributes, path === '' ? storeOf(name, format) : path));
}

function storeOf(name: string, format: string): string {
  return `/var/lib/libvirt/qemu/nvram/${name}_VARS.${format === 'qcow2' ? 'qcow2' : 'fd'}`;
}

function withSystemManagement(root: XmlNode): XmlNode {
  const features = childOf(root, 'features') ?? part('features');
  return withChild(root, 'features', withChild(features, 'smm', part('smm', { state: 'on' })));
}

/** A loader nobody knows: a ROM unless it is said to be flash, which has a store of its own. */
function withManualLoader(os: XmlNode, name: string, boot: BootTruth): XmlNode {
  const loader = childOf(os, 'loader');
  if (loader === undefined || loader.text.trim() === '') return os;
  const { type = 'rom' } = loader.attributes;
  const formats = isAtLeast(boot.libvirt.version, '9.2');
  const told = formats && (type === 'pflash' || loader.attributes.type === undefined || isAtLeast(boot.libvirt.version, '12.0'));
  const whole = withAttributes(loader, { type, ...(told ? { format: loader.attributes.format ?? 'raw' } : {}) });
  const known = withChild(os, 'loader', { ...whole, text: loader.text.trim() });
  if (type !== 'pflash' || loader.attributes.stateless === 'yes') return known;
  return withChild(known, 'nvram', manualStore(childOf(os, 'nvram'), name, formats));
}

function manualStore(asked: XmlNode | undefined, name: string, formats: boolean): XmlNode {
  const path = asked?.text.trim() ?? '';
  const store = { ...(asked ?? part('nvram')), text: path === '' ? storeOf(name, 'raw') : path };
  return formats ? withAttributes(store, { format: asked?.attributes.format ?? 'raw' }) : store;
}
