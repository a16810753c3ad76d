import type { Surface } from '../contracts/surface.js';
import { textFile } from './surface-file.js';

/** `/proc/cmdline`: what the boot loader gave the kernel. Source: Linux `fs/proc/cmdline.c`. */
export const cmdline: Surface = {
  id: 'cmdline',
  about: 'Kernel command line, shown by the kernel.',
  changes: 'boot',
  files: ({ boot }) => [textFile('/proc/cmdline', 0o444, () => `${boot.kernel.commandLine}\n`)],
};
