import type { Protection } from '../../sim/contracts/protection.js';
import type { NovaDocument } from './nova-domain.js';

/** `launchSecurity/@type` of each protection; SEV and SEV-ES share one. Source: libvirt `docs/formatdomain.rst`, "Launch Security". */
export const launchSecurityType: Readonly<Record<Protection, string | undefined>> = {
  none: undefined,
  sev: 'sev',
  'sev-es': 'sev',
  snp: 'sev-snp',
  tdx: 'tdx',
};

/** Members of `launchSecurity` that are an owner's, or say what an owner expects. Source: libvirt `docs/formatdomain.rst`, "sev", "sev-snp". */
export const ownersMembers = ['dhCert', 'session', 'idBlock', 'idAuth', 'hostData', 'guestVisibleWorkarounds'] as const;

/** The protection a document describes; undefined for one nobody knows. SEV-ES is bit 2 of SEV's policy. */
export function shownProtection({ launchSecurity }: NovaDocument): Protection | undefined {
  if (launchSecurity === undefined) return 'none';
  switch (launchSecurity.attributes.type) {
    case 'sev':
      return (policyOf(launchSecurity.texts.policy) & 4n) === 0n ? 'sev' : 'sev-es';
    case 'sev-snp':
      return 'snp';
    case 'tdx':
      return 'tdx';
    default:
      return undefined;
  }
}

/** Does the policy keep the host from debugging the guest? An absent one of TDX leaves QEMU's own, which does. */
export function forbidsDebugging({ launchSecurity }: NovaDocument, protection: Protection): boolean {
  const policy = policyOf(launchSecurity?.texts.policy);
  switch (protection) {
    case 'none':
      return true;
    case 'sev':
    case 'sev-es':
      return (policy & 1n) !== 0n;
    case 'snp':
      return launchSecurity?.texts.policy !== undefined && (policy & (1n << 19n)) === 0n;
    case 'tdx':
      return (policy & 1n) === 0n;
  }
}

/** A policy as a number; 0 where it is none. */
function policyOf(text: string | undefined): bigint {
  return text !== undefined && /^(0x[0-9a-f]+|\d+)$/i.test(text) ? BigInt(text) : 0n;
}
