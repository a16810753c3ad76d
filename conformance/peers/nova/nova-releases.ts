import { join } from 'node:path';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import { findRoot, type ReleaseRoot } from '../libvirt-clients/release-root.js';
import { cached } from '../peer-cache.js';
import { outputOf, run } from '../program.js';

/** A release of OpenStack Nova whose own code answers. */
export interface NovaRelease {
  /** As `--compat` takes it: `nova@2025.2`. */
  readonly compat: string;
  /** Debian's own, or the first of the series as PyPI has it. */
  readonly version: string;
  /** Debian release with its libraries and a placement service. */
  readonly suite: 'trixie' | 'sid';
  /** Where Nova itself is from. */
  readonly from: 'debian' | 'pypi';
}

/** Every series there is a `--compat` for; 2025.1 is what Debian trixie ships, 2026.2 what sid does. */
export const novaReleases: readonly NovaRelease[] = [
  { compat: 'nova@2024.2', version: '30.0.0', suite: 'trixie', from: 'pypi' },
  { compat: 'nova@2025.1', version: '31.0.0', suite: 'trixie', from: 'debian' },
  { compat: 'nova@2025.2', version: '32.0.0', suite: 'trixie', from: 'pypi' },
  { compat: 'nova@2026.1', version: '33.0.0', suite: 'sid', from: 'pypi' },
  { compat: 'nova@master', version: '34.0.0', suite: 'sid', from: 'debian' },
];

/** Where a release is installed. */
export interface InstalledNova {
  readonly root: ReleaseRoot;
  /** A folder with the package `nova`, for `PYTHONPATH`; undefined where the root's own is meant. */
  readonly wheel: string | undefined;
}

/** The root a release runs in, and its code; or why there is none. */
export async function findNova({ suite, from, version }: NovaRelease): Promise<Outcome<InstalledNova, string>> {
  const root = await findRoot(suite, 'nova-placement', packages);
  if (!root.ok) return root;
  if (from === 'debian') return done({ root: root.value, wheel: undefined });
  const wheel = await novaOfPypi(version);
  return wheel.ok ? done({ root: root.value, wheel: wheel.value }) : wheel;
}

/** Nova runs grep; placement comes along to be asked in the same process. */
const packages: readonly string[] = [
  ...['bash', 'coreutils', 'grep', 'python3', 'python3-libvirt', 'python3-nova', 'python3-placement'],
];

/** Nova alone, which is Python only: what it needs is in the root. */
async function novaOfPypi(version: string): Promise<Outcome<string, string>> {
  if ((await run('python3', ['-m', 'pip', '--version'])).code !== 0) {
    return refused('there is no Python with pip (python3 -m pip) here');
  }
  const words = ['install', '--quiet', '--disable-pip-version-check', '--no-deps', '--no-compile', '--target'];
  return cached(join('python', `nova==${version}`), (folder) =>
    outputOf('python3', ['-m', 'pip', ...words, folder, `nova==${version}`]),
  );
}
