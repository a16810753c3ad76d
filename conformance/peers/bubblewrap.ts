import { join } from 'node:path';
import { debianPackage } from './debian-packages.js';
import { run } from './program.js';

/** `PATH` with a bwrap(1) in it: as it is where bubblewrap is installed, otherwise with Debian's package unpacked into the cache. */
export async function pathWithBubblewrap(): Promise<string> {
  const path = process.env.PATH ?? '';
  if ((await run('bwrap', ['--version'])).code === 0) return path;
  const unpacked = await debianPackage('own', 'bubblewrap');
  return unpacked.ok ? `${join(unpacked.value, 'usr/bin')}:${path}` : path;
}
