/**
 * The Linux error numbers that surfaces and system calls of a simulated host answer with.
 * Source: `include/uapi/asm-generic/errno-base.h` and `errno.h`; texts are those of glibc's strerror(3).
 */
export const errnoTable = {
  EPERM: [1, 'Operation not permitted'],
  ENOENT: [2, 'No such file or directory'],
  EIO: [5, 'Input/output error'],
  ENXIO: [6, 'No such device or address'],
  E2BIG: [7, 'Argument list too long'],
  EAGAIN: [11, 'Resource temporarily unavailable'],
  ENOMEM: [12, 'Cannot allocate memory'],
  EACCES: [13, 'Permission denied'],
  EBUSY: [16, 'Device or resource busy'],
  EEXIST: [17, 'File exists'],
  ENODEV: [19, 'No such device'],
  ENOTDIR: [20, 'Not a directory'],
  EISDIR: [21, 'Is a directory'],
  EINVAL: [22, 'Invalid argument'],
  ENOTTY: [25, 'Inappropriate ioctl for device'],
  EFBIG: [27, 'File too large'],
  ENOSPC: [28, 'No space left on device'],
  ERANGE: [34, 'Numerical result out of range'],
  ENOTEMPTY: [39, 'Directory not empty'],
  EOPNOTSUPP: [95, 'Operation not supported'],
  ETIMEDOUT: [110, 'Connection timed out'],
} as const satisfies Record<string, readonly [number, string]>;

/** Name of a Linux error, as the kernel spells it: `EBUSY`, `ENOTTY` … */
export type Errno = keyof typeof errnoTable;

/** Number of an error, positive: `errnoNumber('EBUSY')` is 16. */
export function errnoNumber(errno: Errno): number {
  return errnoTable[errno][0];
}

/** What strerror(3) says: `strerror('EBUSY')` is `Device or resource busy`. */
export function strerror(errno: Errno): string {
  return errnoTable[errno][1];
}
