import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import type { RealPaths } from '../../sim/surfaces/sandbox.js';

/** The machine this process runs on. What may not be looked at counts as missing. */
export const realPaths: RealPaths = {
  kindOf: (path) => {
    try {
      const status = lstatSync(path, { throwIfNoEntry: false });
      if (status === undefined) return undefined;
      if (status.isSymbolicLink()) return 'link';
      return status.isDirectory() ? 'directory' : 'other';
    } catch {
      return undefined;
    }
  },
  list: (directory) => readdirSync(directory),
  target: (link) => readlinkSync(link),
};
