import type { HostReader } from '../../../contracts/reader.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { gateIsOpen } from '../feature-gates.js';
import { efiOf, protectionOf, type Specified } from '../vmi.js';

/** The images a guest boots with, or that libvirt is to choose them. */
export type Firmware = ChosenFirmware | { readonly chosenBy: 'libvirt' };

/** Images chosen here. Absolute paths in the launcher. */
export interface ChosenFirmware {
  readonly chosenBy: 'stack';
  readonly code: string;
  /** Template of the variable store; undefined for firmware that has none. */
  readonly variables: string | undefined;
  /** The loader's `readonly` and `secure` attributes. */
  readonly readonly: boolean;
  readonly secure: boolean;
  /** Undefined leaves it to libvirt. */
  readonly loader: 'rom' | 'pflash' | undefined;
}

/**
 * Chooses by kind of protection and secure boot among the images that are installed. SNP and TDX boot from ROM without
 * variables; TDX carries its secure-boot keys inside, so its loader is never `secure`, which would imply SMM. Behind a feature gate
 * libvirt chooses for ordinary guests with secure boot; never for confidential ones, whose firmware its descriptors do not all know.
 * Source: KubeVirt v1.9 `pkg/virt-launcher/virtwrap/efi/efi.go`, `manager.go`, `converter/compute/os.go`.
 *
 * @returns undefined for a guest that does not boot with UEFI; the reason is upstream's text.
 */
export function firmwareOf(
  vmi: Specified,
  reader: HostReader,
  config: Config,
  choices: Choices,
): Outcome<Firmware | undefined, string> {
  const efi = efiOf(vmi);
  if (efi === undefined) return done(undefined);
  const secureBoot = efi.secureBoot !== false;
  const family = familyOf(vmi);
  if (secureBoot && family === 'none' && gateIsOpen(config, 'FirmwareAutoSelection')) return done({ chosenBy: 'libvirt' });
  const directory = vmi.spec.architecture === 'arm64' ? '/usr/share/AAVMF' : (config.ovmfDirectory ?? choices.ovmfDirectory);
  const installed = (image: string): boolean => reader.stat(`${directory}/${image}`) !== undefined;
  if (family === 'tdx' && choices.tdxBootsSingleImage) return done(singleImage(directory, installed));
  const images = imagesFor(family, secureBoot, vmi.spec.architecture, choices, installed);
  if (images === undefined || !installed(images[0]) || (images[1] !== undefined && !installed(images[1]))) {
    return refused(missingRoms(family, secureBoot));
  }
  const [code, variables] = images;
  return done({
    chosenBy: 'stack',
    code: `${directory}/${code}`,
    variables: variables === undefined ? undefined : `${directory}/${variables}`,
    readonly: true,
    secure: secureBoot && family !== 'tdx',
    loader: family === 'snp' || family === 'tdx' ? choices.statelessLoader : 'pflash',
  });
}

/** Where the image that SEV and SEV-ES guests boot from is. */
export function sevFirmwareCode(config: Config, choices: Choices): string {
  return `${config.ovmfDirectory ?? choices.ovmfDirectory}/OVMF_CODE.cc.fd`;
}

type Family = 'none' | 'sev' | 'snp' | 'tdx';

/** File of the code and, unless the firmware has no variables, file of the variable template. */
type Images = readonly [code: string, variables?: string];

function familyOf(vmi: Specified): Family {
  const protection = protectionOf(vmi);
  return protection === 'sev-es' ? 'sev' : protection;
}

/** One image for code and variables, with no word on how to map it; no image at all where it is not installed. */
function singleImage(directory: string, installed: (image: string) => boolean): ChosenFirmware {
  const code = installed('OVMF.fd') ? `${directory}/OVMF.fd` : '';
  return { chosenBy: 'stack', code, variables: undefined, readonly: false, secure: false, loader: undefined };
}

function imagesFor(
  family: Family,
  secureBoot: boolean,
  architecture: string | undefined,
  choices: Choices,
  installed: (image: string) => boolean,
): Images | undefined {
  if (architecture === 'arm64') return secureBoot ? undefined : ['AAVMF_CODE.fd', 'AAVMF_VARS.fd'];
  const confidential = family === 'none' || (secureBoot && !choices.protectionDecidesFirmware) ? undefined : family;
  switch (confidential) {
    case 'sev':
      return secureBoot ? undefined : ['OVMF_CODE.cc.fd', 'OVMF_VARS.fd'];
    case 'snp':
      if (secureBoot) return undefined;
      return choices.statelessLoader === 'rom' ? ['OVMF.amdsev.fd'] : ['OVMF.amdsev.fd', 'OVMF_VARS.fd'];
    case 'tdx':
      return [secureBoot ? 'OVMF.inteltdx.secboot.fd' : 'OVMF.inteltdx.fd'];
    case undefined:
      return secureBoot ? ['OVMF_CODE.secboot.fd', 'OVMF_VARS.secboot.fd'] : plainImages(choices, installed);
  }
}

/** Without secure boot either code image will do; the one that could do secure boot is preferred. */
function plainImages(choices: Choices, installed: (image: string) => boolean): Images | undefined {
  const secure = installed('OVMF_CODE.secboot.fd');
  if (!choices.plainEfiTakesEitherImage && !(secure && installed('OVMF_CODE.fd'))) return undefined;
  return [secure ? 'OVMF_CODE.secboot.fd' : 'OVMF_CODE.fd', choices.plainEfiVariables];
}

function missingRoms(family: Family, secureBoot: boolean): string {
  const is = (other: Family): boolean => family === other;
  return (
    `EFI OVMF roms missing for booting in EFI mode with SecureBoot=${secureBoot}, ` +
    `SEV/SEV-ES=${is('sev')}, SEV-SNP=${is('snp')}, TDX=${is('tdx')}`
  );
}
