import { isAtLeast } from '../../surfaces/release.js';
import type { Daemon } from '../daemon-contract.js';
import { fault } from '../faults.js';
import type { Domain } from './domain-store.js';

/**
 * Why a running guest can be neither migrated nor saved: QEMU has a blocker for SEV guests, and none for TDX.
 * Source: QEMU 10.2 `target/i386/sev.c`; the text of SNP is in the binary of 10.0, and not in those of 7.2 and 11.1.
 */
export function migrationBlocked(daemon: Daemon, { definition }: Domain): ReturnType<typeof fault> | undefined {
  const { launchSecurity } = definition;
  if (launchSecurity !== 'sev' && launchSecurity !== 'sev-snp') return undefined;
  const { version } = daemon.host.boot.qemu;
  const own = launchSecurity === 'sev-snp' && isAtLeast(version, '9.1') && !isAtLeast(version, '11.0');
  return fault(daemon, 'operation-invalid', `cannot migrate domain: ${own ? 'SEV-SNP' : 'SEV'}: Migration is not implemented`);
}
