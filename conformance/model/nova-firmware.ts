import type { BootTruth, FirmwareDescriptor } from '../../sim/contracts/truth.js';
import type { NovaAsked } from './nova-asked.js';
import type { NovaDocument } from './nova-domain.js';

/** What is known of an image a document names. */
export interface KnownFirmware {
  readonly features: readonly string[];
  readonly nvramTemplate?: string;
}

/**
 * What is known of the image a document names: its description or, where there are none, what its name says. Undefined where no image is
 * named, or nothing is known of it. Source: QEMU `docs/interop/firmware.json`; names of the images of edk2's packages.
 */
export function describedFirmware({ document, truth }: Named): KnownFirmware | undefined {
  const path = document.loader?.path ?? '';
  if (path === '') return undefined;
  const { firmwareDescriptors: described } = truth;
  return described === undefined ? byName(path) : described.find(({ executable }) => executable === path);
}

/** A document and the host it is for. */
interface Named {
  readonly document: NovaDocument;
  readonly truth: BootTruth;
}

const families: readonly (readonly [RegExp, readonly string[]])[] = [
  [/inteltdx/, ['intel-tdx']],
  [/amdsev/, ['amd-sev', 'amd-sev-es', 'amd-sev-snp']],
  [/OVMF_CODE.*secboot/, ['amd-sev', 'requires-smm', 'secure-boot']],
  [/OVMF_CODE/, ['amd-sev', 'amd-sev-es']],
];

function byName(path: string): KnownFirmware | undefined {
  const family = families.find(([names]) => names.test(path));
  return family && { features: family[1] };
}

/** What the guest needs of its firmware and the named image does not have. An image may be described more than once. */
export function missingFeatures({ document, truth, asked }: Named & { readonly asked: NovaAsked }): readonly string[] {
  const path = document.loader?.path ?? '';
  const described = descriptionsOf(path, truth.firmwareDescriptors);
  const lacking = described.map(({ features }) => neededFeatures(asked).filter((feature) => !features.includes(feature)));
  return lacking.sort((one, other) => one.length - other.length)[0] ?? [];
}

function descriptionsOf(path: string, descriptors: readonly FirmwareDescriptor[] | undefined): readonly KnownFirmware[] {
  if (descriptors !== undefined) return descriptors.filter(({ executable }) => executable === path);
  const known = byName(path);
  return known === undefined ? [] : [known];
}

function neededFeatures({ protection = 'none', secureBoot }: NovaAsked): readonly string[] {
  const own = protection === 'none' ? [] : [featureOf[protection]];
  return secureBoot === 'required' ? [...own, 'secure-boot'] : own;
}

/** Source: QEMU `docs/interop/firmware.json`, FirmwareFeature. */
const featureOf = { sev: 'amd-sev', 'sev-es': 'amd-sev-es', snp: 'amd-sev-snp', tdx: 'intel-tdx' } as const;
