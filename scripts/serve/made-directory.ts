import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A directory and those around it that were not there before: to be taken away again when they are empty. */
export interface MadeDirectory {
  /** What somebody else put there stays, and so does the directory around it. */
  removeEmpty(): void;
}

/** Looks at what is missing; makes nothing. */
export function directoriesToMake(directory: string): MadeDirectory {
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.push(path);
  return {
    removeEmpty: () => {
      for (const path of missing) if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
    },
  };
}

/** Makes a directory and what is missing around it. */
export function makeDirectory(directory: string): MadeDirectory {
  const made = directoriesToMake(directory);
  mkdirSync(directory, { recursive: true });
  return made;
}
