import type { Errno } from '../../core/errno.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import { rtmrCount } from '../intel/report/td-measurements.js';
import type { TrustDomain } from '../intel/report/trust-domain.js';

/** Where Linux shows what is measured of a trust domain. Since 6.16. */
export const measurementRoot = '/sys/devices/virtual/misc/tdx_guest/measurements';

/** The files and their permission bits: registers that can be extended are written as well. */
export const measurementFiles: Readonly<Record<string, number>> = {
  mrconfigid: 0o444,
  mrowner: 0o444,
  mrownerconfig: 0o444,
  'mrtd:sha384': 0o444,
  ...Object.fromEntries(Array.from({ length: rtmrCount }, (_, index) => [`rtmr${index}:sha384`, 0o644])),
};

/** Content of one of the files: 48 bytes as they are. */
export function readMeasurement(domain: TrustDomain, name: string): Outcome<Buffer, Errno> {
  const { mrConfigId, mrOwner, mrOwnerConfig, mrTd, rtmrs } = domain.measurements;
  const fixed: Readonly<Record<string, Uint8Array>> = {
    mrconfigid: mrConfigId,
    mrowner: mrOwner,
    mrownerconfig: mrOwnerConfig,
    'mrtd:sha384': mrTd,
  };
  const bytes = fixed[name] ?? rtmrs[indexOf(name)];
  return bytes === undefined ? refused('ENOENT') : done(Buffer.from(bytes));
}

/**
 * Extends the register of a file: 48 bytes from its beginning.
 *
 * Source: Linux 7.2.8 `Documentation/ABI/testing/sysfs-devices-virtual-misc-tdx_guest`, `drivers/virt/coco/guest/tsm-mr.c`.
 */
export function extendMeasurement(domain: TrustDomain, name: string, digest: Uint8Array, offset = 0): Outcome<undefined, Errno> {
  if (measurementFiles[name] === undefined) return refused('ENOENT');
  const index = indexOf(name);
  if (index < 0) return refused('EACCES');
  return offset === 0 ? domain.extend(index, digest) : refused('EINVAL');
}

/** −1 for what is no register. */
function indexOf(name: string): number {
  return Number(/^rtmr([0-3]):sha384$/.exec(name)?.[1] ?? -1);
}
