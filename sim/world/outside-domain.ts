import type { ConfidentialProtection } from '../contracts/protection.js';
import { element, writeXml } from '../core/xml-writer.js';

/**
 * The domain an administrator would start by hand with plain libvirt, behind the control plane's back: just enough to occupy
 * one key ID of the protection. Policies are the smallest the hardware accepts (SNP: bit 17 must be one); SNP and TDX need their
 * stateless firmware image.
 *
 * @param firmwareFiles images installed on the host, absolute paths.
 */
export function outsideDomainXml(name: string, protection: ConfidentialProtection, firmwareFiles: readonly string[]): string {
  const loader = firmwareFiles.find((path) => path.endsWith(`/${statelessImage[protection]}`));
  return writeXml(
    element(
      'domain',
      { type: 'kvm' },
      element('name', {}, name),
      element('memory', { unit: 'KiB' }, 65536),
      element('vcpu', {}, 1),
      element(
        'os',
        {},
        element('type', { arch: 'x86_64', machine: 'q35' }, 'hvm'),
        loader !== undefined && element('loader', { readonly: 'yes', type: 'rom' }, loader),
      ),
      launchSecurity[protection],
    ),
  );
}

const statelessImage: Readonly<Record<ConfidentialProtection, string>> = {
  sev: 'OVMF.amdsev.fd',
  'sev-es': 'OVMF.amdsev.fd',
  snp: 'OVMF.amdsev.fd',
  tdx: 'OVMF.inteltdx.fd',
};

const launchSecurity = {
  sev: element('launchSecurity', { type: 'sev' }, element('policy', {}, '0x1')),
  'sev-es': element('launchSecurity', { type: 'sev' }, element('policy', {}, '0x5')),
  snp: element('launchSecurity', { type: 'sev-snp' }, element('policy', {}, '0x30000')),
  tdx: element('launchSecurity', { type: 'tdx' }),
} as const;
