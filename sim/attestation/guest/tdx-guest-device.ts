import type { Errno } from '../../core/errno.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import type { TrustDomain } from '../intel/report/trust-domain.js';

/**
 * An ioctl of `/dev/tdx_guest`: TDX_CMD_GET_REPORT0 alone is known.
 *
 * @param reportData 64 bytes, the first of 1088 that are shared with the kernel.
 * @returns the TDREPORT, 1024 bytes. The MAC in it can be checked on the same machine only.
 * Source: Linux 6.12 `drivers/virt/coco/tdx-guest/tdx-guest.c`.
 */
export function tdxGuestIoctl(domain: TrustDomain, command: string, reportData: Uint8Array): Outcome<Buffer, Errno> {
  if (command !== 'TDX_CMD_GET_REPORT0') return refused('ENOTTY');
  return reportData.length === 64 ? done(domain.report(reportData)) : refused('EINVAL');
}
