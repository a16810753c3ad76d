import type { Surface } from '../contracts/surface.js';
import { textFile } from './surface-file.js';

/** What uname(2) answers, as files. Source: Linux `kernel/utsname_sysctl.c`. */
export const kernelRelease: Surface = {
  id: 'kernel-release',
  about: 'Name and release of the running kernel, shown by the kernel in /proc/sys/kernel.',
  changes: 'boot',
  files: ({ boot }) => [
    textFile('/proc/sys/kernel/ostype', 0o444, () => 'Linux\n'),
    textFile('/proc/sys/kernel/osrelease', 0o444, () => `${boot.kernel.release}\n`),
  ],
};
