import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import type { ReleaseRoot, RunFolder } from './release-root.js';

/** A genuine libvirtd that runs. */
export interface RealLibvirtd {
  /** Folder of its `/var/cache/libvirt`, where it keeps what it learnt of QEMU. */
  readonly cache: string;
  stop(): Promise<void>;
}

/** What differs from a plain one. */
interface RealLibvirtdOptions {
  /** Command it is started by: `taskset`, `host exec MACHINE --`. */
  readonly within?: readonly string[];
  /** More words for bwrap: files in front of its own. */
  readonly files?: readonly string[];
  /** Folder of state to go on with; made and removed otherwise. */
  readonly state?: string;
}

/**
 * Starts libvirtd of a release in its root, with sockets in a run folder, state in a temporary folder and a network of its own. It
 * is as near to a machine's as it can be without systemd: QEMU runs as root, without cgroups, namespaces, virtlogd or confinement.
 *
 * @returns it when its socket listens, or why it cannot run here.
 */
export async function startRealLibvirtd(
  root: ReleaseRoot,
  run: RunFolder,
  { within = [], files = [], state }: RealLibvirtdOptions = {},
): Promise<Outcome<RealLibvirtd, string>> {
  if (!existsSync('/dev/kvm')) return refused('there is no /dev/kvm here for a real libvirtd');
  const folder = state ?? mkdtempSync(join(tmpdir(), 'fauxmetal-libvirtd-'));
  const command = root.commandLine(run.folder, ['/usr/sbin/libvirtd'], [...daemonFiles(root, folder), ...files]);
  const [program = '', ...words] = [...within, ...command];
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const gone = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await gone;
    rmSync(run.socket, { force: true });
    if (state === undefined) rmSync(folder, { recursive: true, force: true });
  };
  for (let waited = 0; waited < patienceMs && child.exitCode === null; waited += pauseMs) {
    if (existsSync(run.socket)) return done({ cache: join(folder, 'cache'), stop });
    await setTimeout(pauseMs);
  }
  await stop();
  return refused(`libvirtd does not start here: ${complaint.trimEnd().split('\n').at(-1)}`);
}

const patienceMs = 30_000;
const pauseMs = 50;

/** Words for bwrap: writable places of a daemon, its configuration, and what of this machine it needs. */
function daemonFiles(root: ReleaseRoot, state: string): readonly string[] {
  rmSync(join(state, 'kvm'), { force: true });
  for (const name of ['lib', 'cache', 'log', 'tmp']) mkdirSync(join(state, name), { recursive: true });
  cpSync(join(root.folder, 'etc/libvirt'), join(state, 'etc'), { recursive: true });
  // The default network of the package would have to be brought up.
  rmSync(join(state, 'etc/qemu/networks'), { recursive: true, force: true });
  for (const [name, text] of Object.entries(configuration)) writeFileSync(join(state, 'etc', name), text);
  // A node of its own: where it is started on a simulated host, /dev/kvm is only the look of one.
  execFileSync('mknod', [join(state, 'kvm'), 'c', '10', '232']);
  const machine = ['--dev-bind', join(state, 'kvm'), '/dev/kvm', '--ro-bind', '/sys', '/sys', '--unshare-pid', '--unshare-net'];
  const places = {
    etc: '/etc/libvirt',
    lib: '/var/lib/libvirt',
    cache: '/var/cache/libvirt',
    log: '/var/log/libvirt',
    tmp: '/tmp',
  };
  return [...machine, ...Object.entries(places).flatMap(([name, place]) => ['--bind', join(state, name), place])];
}

const configuration = {
  'libvirtd.conf': 'auth_unix_ro = "none"\nauth_unix_rw = "none"\nunix_sock_group = "root"\nmax_clients = 5000\n',
  'qemu.conf': [
    ...['user = "root"', 'group = "root"', 'security_driver = "none"', 'namespaces = []', 'cgroup_controllers = []'],
    ...['stdio_handler = "file"', ''],
  ].join('\n'),
};
