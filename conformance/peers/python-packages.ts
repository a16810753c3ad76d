import { join } from 'node:path';
import { type Outcome, refused } from '../../sim/core/outcome.js';
import { cached } from './peer-cache.js';
import { outputOf, run } from './program.js';

/**
 * A Python package and what it needs, fetched once with pip, beside the machine's own packages.
 *
 * @param requirement name and pinned version, `grpcio==1.76.0`.
 * @returns a folder for `PYTHONPATH`, or why there is none.
 */
export async function pythonPackage(requirement: string): Promise<Outcome<string, string>> {
  if ((await run('python3', ['-m', 'pip', '--version'])).code !== 0)
    return refused('there is no Python with pip (python3 -m pip) here');
  return cached(join('python', requirement), (folder) =>
    outputOf('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder, requirement]),
  );
}
