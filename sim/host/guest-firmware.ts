import type { LibvirtError } from '../contracts/subject.js';
import type { BootTruth } from '../contracts/truth.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { DomainDocument } from './domain-document.js';
import type { LaunchSecurity } from './launch-security.js';
import { libvirtError } from './libvirt-error.js';

/** The firmware a guest is started with. */
export interface GuestFirmware {
  /** How QEMU maps it: `pflash` as flash device, `rom` through -bios; `none` is QEMU's built-in BIOS. */
  readonly mapping: 'pflash' | 'rom' | 'none';
  readonly path?: string;
  /** File the variable store is copied from. */
  readonly nvramTemplate?: string;
}

/**
 * The loader of the document, or what libvirt chooses for `<os firmware='efi'>`. The descriptors it chooses by are known here by
 * the names of the images only: `amdsev` images suit every kind of SEV, `inteltdx` images TDX, `OVMF_CODE` images plain SEV and
 * ordinary guests.
 * Source: libvirt 11.3 `src/qemu/qemu_firmware.c` `qemuFirmwareMatchDomain`.
 */
export function chooseFirmware(
  { loader, nvramTemplate, firmware }: DomainDocument,
  security: LaunchSecurity,
  boot: BootTruth,
): Outcome<GuestFirmware, LibvirtError> {
  const template = nvramTemplate === undefined ? {} : { nvramTemplate };
  if (loader !== undefined && loader.path !== '') {
    return done({ mapping: loader.type === 'pflash' ? 'pflash' : 'rom', path: loader.path, ...template });
  }
  if (firmware !== 'efi') return done({ mapping: 'none' });
  const path = boot.firmwareFiles.find((file) => suits(file, security));
  if (path === undefined) return refused(nothingFits(boot));
  return done({ mapping: path.includes('OVMF_CODE') ? 'pflash' : 'rom', path });
}

function suits(file: string, { protection }: LaunchSecurity): boolean {
  switch (protection) {
    case 'none':
    case 'sev':
      return file.includes('OVMF_CODE');
    case 'sev-es':
    case 'snp':
      return file.includes('amdsev');
    case 'tdx':
      return file.includes('inteltdx');
  }
}

function nothingFits({ libvirt }: BootTruth): LibvirtError {
  const late = `Unable to find 'efi' firmware that is compatible with the current configuration`;
  return libvirtError(
    'operation-failed',
    libvirt.view.launchSecurityElement ? late : `Unable to find any firmware to satisfy 'efi'`,
  );
}

/** Source: libvirt 11.3 `src/qemu/qemu_validate.c` `qemuValidateDomainDefBoot`. */
export function secureBootError({ loader, machine, smm }: DomainDocument): LibvirtError | undefined {
  if (loader?.secure !== 'yes') return undefined;
  if (machine !== '' && !machine.includes('q35')) {
    return libvirtError('unsupported', 'Secure boot is supported with q35 machine types only');
  }
  return smm === 'on' ? undefined : libvirtError('unsupported', 'Secure boot requires SMM feature enabled');
}
