import type { LibvirtError } from '../contracts/subject.js';
import type { BootTruth, FirmwareDescriptor } from '../contracts/truth.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { DomainDocument } from './domain-document.js';
import { suitableDescriptor } from './firmware-descriptors.js';
import type { LaunchSecurity } from './launch-security.js';
import { libvirtError } from './libvirt-error.js';

/** The firmware a guest is started with. */
export interface GuestFirmware {
  /** How QEMU maps it: `pflash` as flash device, `rom` through -bios; `none` is QEMU's built-in BIOS. */
  readonly mapping: 'pflash' | 'rom' | 'none';
  readonly path?: string;
  /** File the variable store is copied from. */
  readonly nvramTemplate?: string;
  /** What libvirt chose it by; absent for a loader that the document names. */
  readonly descriptor?: FirmwareDescriptor;
}

/**
 * The loader of the document, or what libvirt chooses for `<os firmware='efi'>` by the descriptors of the host's firmware.
 * Source: libvirt 11.3 `src/qemu/qemu_firmware.c` `qemuFirmwareFillDomain`.
 */
export function chooseFirmware(
  document: DomainDocument,
  security: LaunchSecurity,
  boot: BootTruth,
): Outcome<GuestFirmware, LibvirtError> {
  const { loader, nvramTemplate, firmware } = document;
  const template = nvramTemplate === undefined ? {} : { nvramTemplate };
  if (loader !== undefined && loader.path !== '') {
    return done({ mapping: loader.type === 'pflash' ? 'pflash' : 'rom', path: loader.path, ...template });
  }
  if (firmware === undefined) return done({ mapping: 'none' });
  if (firmware !== 'efi' && firmware !== 'bios')
    return refused(libvirtError('xml', `unknown firmware value ${firmware}`, 'domain'));
  const descriptor = firmware === 'efi' ? suitableDescriptor({ document, security, boot }) : undefined;
  if (descriptor === undefined) return refused(nothingFits(firmware, boot));
  const { executable: path, nvramTemplate: stored = nvramTemplate } = descriptor;
  const chosen = stored === undefined ? {} : { nvramTemplate: stored };
  return done({ mapping: descriptor.device === 'flash' ? 'pflash' : 'rom', path, ...chosen, descriptor });
}

/** No package describes an image for `bios`. */
function nothingFits(firmware: string, { libvirt }: BootTruth): LibvirtError {
  const late = `Unable to find '${firmware}' firmware that is compatible with the current configuration`;
  return libvirtError(
    'operation-failed',
    libvirt.view.launchSecurityElement ? late : `Unable to find any firmware to satisfy '${firmware}'`,
  );
}

/** Source: libvirt 11.3 `src/qemu/qemu_validate.c` `qemuValidateDomainDefBoot`. */
export function secureBootError({ loader, machine, smm }: DomainDocument): LibvirtError | undefined {
  if (loader?.secure !== 'yes' || loader.path === '') return undefined;
  if (machine !== '' && !machine.includes('q35')) {
    return libvirtError('unsupported', 'Secure boot is supported with q35 machine types only');
  }
  return smm === 'on' ? undefined : libvirtError('unsupported', 'Secure boot requires SMM feature enabled');
}
