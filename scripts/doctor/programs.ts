import type { PackageNames } from './package-manager.js';

/** A program of somebody else that a part of fauxmetal wants. */
export interface WantedProgram {
  /** What it is called in the table. */
  readonly name: string;
  /** Names it may be installed under; the first that is found counts. */
  readonly commands: readonly string[];
  /** Arguments with which it says its version and ends well. */
  readonly versionArguments: readonly string[];
  readonly neededFor: string;
  readonly packages: PackageNames;
}

/** In the order of the table. None is needed to simulate hosts and to judge stacks. */
export const wantedPrograms: readonly WantedProgram[] = [
  {
    name: 'virsh',
    commands: ['virsh'],
    versionArguments: ['--version'],
    neededFor: 'a simulated libvirt',
    packages: {
      debian: 'libvirt-clients',
      fedora: 'libvirt-client',
      alpine: 'libvirt-client',
      arch: 'libvirt',
      suse: 'libvirt-client',
    },
  },
  {
    name: 'xmllint',
    commands: ['xmllint'],
    versionArguments: ['--version'],
    neededFor: 'peers: schemas',
    packages: { debian: 'libxml2-utils', fedora: 'libxml2', arch: 'libxml2', suse: 'libxml2-tools' },
  },
  {
    name: 'go',
    commands: ['go'],
    versionArguments: ['version'],
    neededFor: 'peers: host exec',
    packages: { debian: 'golang-go', fedora: 'golang', alpine: 'go', arch: 'go', suse: 'go' },
  },
  {
    name: 'python3',
    commands: ['python3'],
    versionArguments: ['--version'],
    neededFor: 'peers: subjects',
    packages: { debian: 'python3', arch: 'python' },
  },
  {
    name: 'chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    versionArguments: ['--version'],
    neededFor: 'HTML report tests',
    packages: { debian: 'chromium' },
  },
];
