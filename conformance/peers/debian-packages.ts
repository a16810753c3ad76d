import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, refused } from '../../sim/core/outcome.js';
import { type DebianMirror, debianMirror } from './debian-mirror.js';
import { cached } from './peer-cache.js';
import { outputOf, run } from './program.js';

/**
 * A binary package of a Debian release, fetched with apt and unpacked, never installed.
 *
 * @param suite Debian release, e.g. `sid`; `own` is the one this machine runs.
 * @returns the folder with its files (`usr/share/…`) and `DEBIAN/control`, or why there is none.
 */
export async function debianPackage(suite: string, name: string): Promise<Outcome<string, string>> {
  return cached(join('debian', suite, name), (folder) =>
    withApt(suite, 'deb', async (apt) => {
      const fetched = await outputOf('apt-get', [...apt.options, 'download', name], { cwd: folder });
      const [file] = filesNamed(folder, /\.deb$/);
      if (!fetched.ok || file === undefined) return refused(`${name} of Debian ${suite} cannot be fetched: ${reasonOf(fetched)}`);
      const unpacked = await outputOf('dpkg-deb', ['--raw-extract', file, folder], { cwd: folder });
      rmSync(join(folder, file));
      return unpacked;
    }),
  );
}

/** Version of an unpacked package: `12.8.0-1`. */
export function packageVersion(folder: string): string {
  return /^Version: (.*)$/m.exec(readFileSync(join(folder, 'DEBIAN', 'control'), 'utf8'))?.[1] ?? '';
}

/**
 * Some files of the upstream sources of a Debian package.
 *
 * @param members shell patterns of paths in the archive, its top folder included.
 * @returns the folder they were unpacked into, without the archive's top folder; or why there is none.
 */
export async function debianSourceFiles(
  suite: string,
  name: string,
  members: readonly string[],
): Promise<Outcome<string, string>> {
  return cached(join('debian', suite, `${name}-source`), (folder) =>
    withApt(suite, 'deb-src', async (apt) => {
      // --tar-only wants the signature beside the archive too, which not every mirror has: what arrived counts.
      const arguments_ = [...apt.options, 'source', '--download-only', '--only-source', '--tar-only', name];
      const fetched = await outputOf('apt-get', arguments_, { cwd: folder });
      const [archive] = filesNamed(folder, /\.orig\.tar\.(xz|gz|bz2)$/);
      if (archive === undefined)
        return refused(`the sources of ${name} of Debian ${suite} cannot be fetched: ${reasonOf(fetched)}`);
      const unpacked = await outputOf('tar', ['xf', archive, '--strip-components=1', '--wildcards', ...members], { cwd: folder });
      rmSync(join(folder, archive));
      return unpacked;
    }),
  );
}

/** apt with lists of its own, so that the machine's own apt neither sees other releases nor is changed. */
interface PrivateApt {
  /** What every call of apt-get begins with. */
  readonly options: readonly string[];
}

/** Calls apt for a suite with those lists, fetched once. @returns what `use` makes of it, or why there is no apt or no such suite. */
export async function withApt<Value>(
  suite: string,
  type: 'deb' | 'deb-src',
  use: (apt: PrivateApt) => Promise<Outcome<Value, string>>,
): Promise<Outcome<Value, string>> {
  const mirror = debianMirror();
  if (mirror === undefined) return refused('no Debian archive is configured in /etc/apt');
  if ((await run('apt-get', ['--version'])).code !== 0) return refused('there is no apt-get here');
  const name = suite === 'own' ? mirror.suite : suite;
  const lists = await cached(join('apt', `${name}-${type}`), (folder) => updatedLists(folder, mirror, name, type));
  return lists.ok ? use({ options: aptOptions(lists.value) }) : lists;
}

async function updatedLists(
  folder: string,
  { uri, keyring }: DebianMirror,
  suite: string,
  type: 'deb' | 'deb-src',
): Promise<Outcome<unknown, string>> {
  for (const path of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, 'sources.list'), `${type} [signed-by=${keyring}] ${uri} ${suite} main\n`);
  const updated = await outputOf('apt-get', [...aptOptions(folder), 'update', '--error-on=any']);
  return updated.ok ? updated : refused(`the package lists of Debian ${suite} cannot be fetched: ${updated.reason}`);
}

function aptOptions(folder: string): readonly string[] {
  const options = {
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': '/dev/null',
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
  };
  return ['-q', ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])];
}

function filesNamed(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder).filter((name) => pattern.test(name));
}

function reasonOf(fetched: Outcome<unknown, string>): string {
  return fetched.ok ? 'nothing arrived' : fetched.reason;
}
