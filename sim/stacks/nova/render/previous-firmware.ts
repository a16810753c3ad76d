import { childOf, readXml, type XmlNode } from '../../../core/xml-reader.js';
import type { FirmwareFiles } from './chosen-firmware.js';

/** The firmware a domain has had. */
export interface PreviousFirmware {
  readonly files: FirmwareFiles;
  /** Undefined where its document did not say. */
  readonly secure: boolean | undefined;
  readonly smm: boolean;
}

/** Reads it from a document libvirt kept; undefined where no loader is named. Source: nova 34.0.0 `nova/virt/libvirt/config.py` (_parse_os). */
export function previousFirmware(document: string): PreviousFirmware | undefined {
  const root = readXml(document);
  if (!root.ok) return undefined;
  const os = childOf(root.value, 'os');
  const loader = childOf(os, 'loader');
  const path = loader?.text.trim();
  if (loader === undefined || !path) return undefined;
  const smm = childOf(childOf(root.value, 'features'), 'smm');
  return {
    files: { loader: path, ...kept('type', loader), ...kept('readonly', loader), ...store(childOf(os, 'nvram')) },
    secure: loader.attributes.secure === undefined ? undefined : loader.attributes.secure === 'yes',
    smm: smm?.attributes.state === 'on',
  };
}

function kept<Name extends 'type' | 'readonly'>(name: Name, { attributes }: XmlNode): { readonly [Key in Name]?: string } {
  const value = attributes[name];
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: string };
}

function store(nvram: XmlNode | undefined): Pick<FirmwareFiles, 'nvram' | 'template'> {
  if (nvram === undefined) return {};
  const path = nvram.text.trim();
  const { template } = nvram.attributes;
  return { ...(path !== '' && { nvram: path }), ...(template !== undefined && { template }) };
}
