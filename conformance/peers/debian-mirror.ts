import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where this machine gets Debian packages from, as its administrator configured apt. */
export interface DebianMirror {
  /** Address of the archive, e.g. of the Debian mirror of a site. */
  readonly uri: string;
  /** Release the machine itself runs, e.g. `bookworm`. */
  readonly suite: string;
  /** Keyring file that signs it. */
  readonly keyring: string;
}

/** The first Debian archive in `/etc/apt`, or undefined where there is none: another distribution, or none of apt. */
export function debianMirror(folder = '/etc/apt'): DebianMirror | undefined {
  return aptSources(folder).find(({ suite }) => debianSuites.includes(suite));
}

/** Plain suites of Debian; `-updates` and `-security` do not hold everything. */
const debianSuites: readonly string[] = ['bookworm', 'trixie', 'forky', 'sid', 'stable', 'testing', 'unstable'];

function aptSources(folder: string): readonly DebianMirror[] {
  const parts = join(folder, 'sources.list.d');
  const names = existsSync(parts) ? readdirSync(parts).sort() : [];
  const files = [join(folder, 'sources.list'), ...names.map((name) => join(parts, name))].filter(existsSync);
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8').replace(/^\s*#.*\n?/gm, '');
    return file.endsWith('.sources') ? stanzas(text) : lines(text);
  });
}

/** `deb [signed-by=/…] ADDRESS SUITE COMPONENT…` */
function lines(text: string): readonly DebianMirror[] {
  return [...text.matchAll(/^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+.*\bmain\b/gm)].map(
    ([, options = '', uri = '', suite = '']) => ({
      uri,
      suite,
      keyring: /signed-by=(\/\S+)/.exec(options)?.[1] ?? debianKeyring,
    }),
  );
}

/** deb822: `Types: deb`, `URIs: …`, `Suites: …`, blocks apart by empty lines. */
function stanzas(text: string): readonly DebianMirror[] {
  return text.split(/\n\s*\n/).flatMap((block) => {
    const field = (name: string): string => new RegExp(`^${name}:[ \t]*(.*)$`, 'im').exec(block)?.[1]?.trim() ?? '';
    const words = (name: string): readonly string[] => field(name).split(/\s+/);
    if (!words('Types').includes('deb') || !words('Components').includes('main')) return [];
    const signedBy = field('Signed-By');
    const keyring = signedBy.startsWith('/') ? signedBy : debianKeyring;
    return words('Suites').map((suite) => ({ uri: words('URIs')[0] ?? '', suite, keyring }));
  });
}

const debianKeyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
