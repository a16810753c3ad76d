import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program is, or why it cannot be run. */
export type FoundProgram =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly because: 'missing' | 'not-executable' };

/** Looks for a program the way execvp(3) does: a name with a slash is a path, any other is looked for in `PATH`. */
export function findProgram(name: string, searchPath: string | undefined): FoundProgram {
  const candidates = name.includes('/')
    ? [name]
    : (searchPath ?? '/bin:/usr/bin').split(delimiter).map((folder) => join(folder, name));
  const files = candidates.filter(isFile);
  const path = files.find(isExecutable);
  if (path !== undefined) return { found: true, path };
  return { found: false, because: files.length > 0 ? 'not-executable' : 'missing' };
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
