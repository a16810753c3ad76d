import type { ConfidentialProtection, Protection } from '../../sim/contracts/protection.js';
import type { Vmi } from './vmi.js';

/** `launchSecurity/@type`. Source: KubeVirt `pkg/virt-launcher/virtwrap/converter/compute/launch_security.go`. */
export const launchSecurityType: Readonly<Record<ConfidentialProtection, string>> = {
  sev: 'sev',
  'sev-es': 'sev',
  snp: 'sev-snp',
  tdx: 'tdx',
};

/**
 * `launchSecurity/policy`, spelt as KubeVirt spells it; undefined where no policy is written.
 * SEV: bit 0 forbids debugging, bit 2 asks for encrypted state. SNP: bit 17 must be one, bit 16 allows SMT.
 * Source: `pkg/virt-launcher/virtwrap/launchsecurity/sev.go`; AMD SEV API 0.24, AMD SNP ABI 1.55.
 */
export const launchPolicy: Readonly<Record<ConfidentialProtection, string | undefined>> = {
  sev: '0x1',
  'sev-es': '0x5',
  snp: '0x30000',
  tdx: undefined,
};

/** Loader type: SNP and TDX measure one stateless image, which is mapped as ROM. */
export function loaderType(protection: Protection): 'rom' | 'pflash' {
  return protection === 'snp' || protection === 'tdx' ? 'rom' : 'pflash';
}

/**
 * Names of firmware images that may be the guest's code, best first; the first one installed is used.
 * Source: KubeVirt v1.9 `pkg/virt-launcher/virtwrap/efi/efi.go`.
 */
export function codeImages(vmi: Vmi, protection: Protection): readonly string[] {
  switch (protection) {
    case 'sev':
    case 'sev-es':
      return ['OVMF_CODE.cc.fd'];
    case 'snp':
      return ['OVMF.amdsev.fd'];
    case 'tdx':
      return [vmi.secureBoot ? 'OVMF.inteltdx.secboot.fd' : 'OVMF.inteltdx.fd'];
    case 'none':
      return vmi.secureBoot ? ['OVMF_CODE.secboot.fd'] : ['OVMF_CODE.secboot.fd', 'OVMF_CODE.fd'];
  }
}

/** Name of the variable-store template; undefined for stateless firmware. */
export function variablesTemplate(vmi: Vmi, protection: Protection): string | undefined {
  if (loaderType(protection) === 'rom') return undefined;
  return vmi.secureBoot ? 'OVMF_VARS.secboot.fd' : 'OVMF_VARS.fd';
}

/** Firmware images as absolute paths; stateless firmware has no template. */
export interface Firmware {
  readonly code: string;
  readonly template: string | undefined;
}

/** The images a guest boots from on a host, as absolute paths; undefined when one of them is not installed. */
export function firmwareOn(
  installed: readonly string[],
  directory: string,
  vmi: Vmi,
  protection: Protection,
): Firmware | undefined {
  const path = (name: string): string => `${directory}/${name}`;
  const code = codeImages(vmi, protection)
    .map(path)
    .find((image) => installed.includes(image));
  const name = variablesTemplate(vmi, protection);
  const template = name === undefined ? undefined : path(name);
  if (code === undefined || (template !== undefined && !installed.includes(template))) return undefined;
  return { code, template };
}

/** What KubeVirt says when a firmware image is missing. Source: `pkg/virt-launcher/virtwrap/manager.go`. */
export function missingFirmwareMessage(vmi: Vmi, protection: Protection): string {
  const sev = protection === 'sev' || protection === 'sev-es';
  const flags = `SEV/SEV-ES=${sev}, SEV-SNP=${protection === 'snp'}, TDX=${protection === 'tdx'}`;
  return `EFI OVMF roms missing for booting in EFI mode with SecureBoot=${vmi.secureBoot}, ${flags}`;
}
