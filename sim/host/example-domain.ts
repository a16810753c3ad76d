import type { Protection } from '../contracts/protection.js';

/** What an {@link exampleDomain} may have otherwise than usual: whole elements of the document. */
export interface DomainParts {
  /** `<loader>`, `<nvram>` … inside `<os>`. */
  readonly os?: string;
  /** The `<launchSecurity>` element. */
  readonly launchSecurity?: string;
  /** The `<features>` element. */
  readonly features?: string;
  /** Attributes of `<domain>`. */
  readonly attributes?: string;
}

const directory = '/usr/share/edk2/ovmf';

/** `<os>` content and launch security of a minimal, valid guest of each protection. */
const usual: Readonly<Record<Protection, Required<Pick<DomainParts, 'os' | 'launchSecurity'>>>> = {
  none: { os: `<loader type='pflash'>${directory}/OVMF_CODE.secboot.fd</loader>`, launchSecurity: '' },
  sev: { os: `<loader type='pflash'>${directory}/OVMF_CODE.cc.fd</loader>`, launchSecurity: sev('sev', '0x1') },
  'sev-es': { os: `<loader type='pflash'>${directory}/OVMF_CODE.cc.fd</loader>`, launchSecurity: sev('sev', '0x5') },
  snp: { os: `<loader type='rom'>${directory}/OVMF.amdsev.fd</loader>`, launchSecurity: sev('sev-snp', '0x30000') },
  tdx: { os: `<loader type='rom'>${directory}/OVMF.inteltdx.fd</loader>`, launchSecurity: `<launchSecurity type='tdx'/>` },
};

function sev(type: string, policy: string): string {
  return `<launchSecurity type='${type}'><policy>${policy}</policy></launchSecurity>`;
}

/** A minimal domain document for tests. */
export function exampleDomain(name: string, protection: Protection, parts: DomainParts = {}): string {
  const { os, launchSecurity } = { ...usual[protection], ...parts };
  return [
    `<domain ${parts.attributes ?? `type='kvm'`}>`,
    `<name>${name}</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>`,
    `<os><type arch='x86_64' machine='q35'>hvm</type>${os}</os>`,
    parts.features ?? '<features><acpi/></features>',
    `${launchSecurity}</domain>`,
  ].join('');
}
