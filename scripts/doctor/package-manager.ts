import { readFileSync } from 'node:fs';

/** Name of a package by family of distributions; a family that is left out calls it as Debian does. */
export interface PackageNames {
  readonly debian: string;
  readonly fedora?: string;
  readonly alpine?: string;
  readonly arch?: string;
  readonly suse?: string;
}

/** The command that installs a package here, e.g. `apt-get install bubblewrap`. */
export function installCommand(names: PackageNames, osRelease: string = readOsRelease()): string {
  const family = familyOf(osRelease);
  return `${installers[family]} ${names[family] ?? names.debian}`;
}

const installers: Readonly<Record<keyof PackageNames, string>> = {
  debian: 'apt-get install',
  fedora: 'dnf install',
  alpine: 'apk add',
  arch: 'pacman -S',
  suse: 'zypper install',
};

/** `ID` and `ID_LIKE` of os-release(5), nearest first. Debian's commands where the file is missing or names nobody we know. */
function familyOf(osRelease: string): keyof PackageNames {
  const words = ['ID', 'ID_LIKE'].flatMap((field) => fieldOf(osRelease, field).split(' '));
  const word = words.find((candidate) => families.has(candidate));
  return families.get(word ?? '') ?? 'debian';
}

const families: ReadonlyMap<string, keyof PackageNames> = new Map([
  ['debian', 'debian'],
  ['ubuntu', 'debian'],
  ['fedora', 'fedora'],
  ['rhel', 'fedora'],
  ['centos', 'fedora'],
  ['alpine', 'alpine'],
  ['arch', 'arch'],
  ['suse', 'suse'],
  ['opensuse', 'suse'],
]);

function fieldOf(osRelease: string, field: string): string {
  const line = osRelease.split('\n').find((candidate) => candidate.startsWith(`${field}=`));
  return (line ?? '').slice(field.length + 1).replace(/^["']|["']$/g, '');
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
