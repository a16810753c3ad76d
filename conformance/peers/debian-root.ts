import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';
import { withApt } from './debian-packages.js';
import { cached } from './peer-cache.js';
import { outputOf } from './program.js';

/**
 * A folder that is the root file system of a Debian release with these packages and everything they depend on: fetched with apt,
 * unpacked in the order apt would, never installed; no script of a package is run, and the machine's own packages stay as they are.
 *
 * @param name of the folder in the cache.
 * @returns the folder, or why there is none.
 */
export async function debianRoot(suite: string, name: string, packages: readonly string[]): Promise<Outcome<string, string>> {
  return cached(join('roots', `${suite}-${name}`), (folder) =>
    withApt(suite, 'deb', async ({ options }) => {
      const fetched = join(folder, 'fetched');
      mkdirSync(join(fetched, 'partial'), { recursive: true });
      const words = ['install', '--yes', '--download-only', '--no-install-recommends', `-oDir::Cache::archives=${fetched}`];
      const arrived = await outputOf('apt-get', [...options, ...words, ...packages]);
      if (!arrived.ok) return refused(`packages of Debian ${suite} cannot be fetched: ${arrived.reason}`);
      layOut(folder);
      const unpacked = await unpack(fetched, folder);
      rmSync(fetched, { recursive: true });
      if (unpacked.ok) writeWhatScriptsMake(folder);
      return unpacked;
    }),
  );
}

/** `/bin` and its like are links into `/usr` in every release since bookworm, which packages of bookworm do not know yet. */
function layOut(root: string): void {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(root, 'usr', name), { recursive: true });
    symlinkSync(join('usr', name), join(root, name));
  }
  for (const name of ['dev', 'proc', 'sys', 'run', 'tmp', 'root', 'etc', 'var/tmp', 'mnt']) {
    mkdirSync(join(root, name), { recursive: true });
  }
  symlinkSync('../run', join(root, 'var/run'));
}

async function unpack(folder: string, root: string): Promise<Outcome<string, string>> {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    const script = 'dpkg-deb --fsys-tarfile "$1" | tar -x --keep-directory-symlink -C "$2"';
    const unpacked = await outputOf('bash', ['-o', 'pipefail', '-c', script, 'unpack', join(folder, file), root]);
    if (!unpacked.ok) return refused(`${file} cannot be unpacked: ${unpacked.reason}`);
  }
  return done(root);
}

/** Users and groups, and the list of certificate authorities, without which Python's requests cannot be imported. */
function writeWhatScriptsMake(root: string): void {
  const users = ['root:x:0:0:root:/root:/bin/bash', 'libvirt-qemu:x:64055:64055::/var/lib/libvirt:/usr/sbin/nologin'];
  const groups = ['root:x:0:', 'tty:x:5:', 'kvm:x:104:', 'libvirt:x:105:', 'libvirt-qemu:x:64055:'];
  writeFileSync(join(root, 'etc/passwd'), `${users.join('\n')}\n`);
  writeFileSync(join(root, 'etc/group'), `${groups.join('\n')}\n`);
  const authorities = join(root, 'usr/share/ca-certificates/mozilla');
  if (!existsSync(authorities)) return;
  const certificates = readdirSync(authorities).map((name) => readFileSync(join(authorities, name), 'utf8'));
  writeFileSync(join(root, 'etc/ssl/certs/ca-certificates.crt'), certificates.join(''));
}
