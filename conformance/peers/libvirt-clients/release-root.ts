import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import { pathWithBubblewrap } from '../bubblewrap.js';
import { debianRoot } from '../debian-root.js';
import { type Ended, outputOf, run } from '../program.js';
import { type ClientRelease, libvirtPackages } from './releases.js';

/** Programs of one Debian release, runnable on this machine: each sees that release's files and nothing of this machine's. */
export interface ReleaseRoot {
  readonly folder: string;
  /** Runs a program to its end, with a folder of ours as its `/run`. */
  run(runFolder: string, command: readonly string[]): Promise<Ended>;
  /** The command line that does so, for programs that go on. */
  commandLine(runFolder: string, command: readonly string[], more?: readonly string[]): readonly [string, ...string[]];
}

/** The root with libvirt's clients and daemon of a release, or why there is none. */
export function findLibvirtRoot({ suite }: ClientRelease): Promise<Outcome<ReleaseRoot, string>> {
  return findRoot(suite, 'libvirt', libvirtPackages);
}

/** A root with some packages of a suite, or why there is none or nothing runs in it. */
export async function findRoot(suite: string, name: string, packages: readonly string[]): Promise<Outcome<ReleaseRoot, string>> {
  const folder = await debianRoot(suite, name, packages);
  if (!folder.ok) return folder;
  const path = await pathWithBubblewrap();
  const bwrap = await outputOf('sh', ['-c', 'command -v bwrap'], { env: { PATH: path } });
  if (!bwrap.ok) return refused('there is no bwrap here');
  const root = rootIn(folder.value, bwrap.value.trim());
  const trial = await root.run('/run', ['true']);
  return trial.code === 0 ? done(root) : refused(`programs of Debian ${suite} do not run here: ${trial.stderr.trim()}`);
}

function rootIn(folder: string, bwrap: string): ReleaseRoot {
  function commandLine(runFolder: string, command: readonly string[], more: readonly string[] = []) {
    const files = ['--ro-bind', folder, '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp', '--tmpfs', '/root'];
    const environment = Object.entries({ PATH: '/usr/sbin:/usr/bin', HOME: '/root', LC_ALL: 'C' }).flatMap((pair) => [
      '--setenv',
      ...pair,
    ]);
    return [
      bwrap,
      '--clearenv',
      ...files,
      '--bind',
      runFolder,
      '/run',
      ...more,
      ...environment,
      '--die-with-parent',
      '--',
      ...command,
    ] as const;
  }
  return {
    folder,
    commandLine,
    run: (runFolder, command) => {
      const [program, ...words] = commandLine(runFolder, command);
      return run(program, words);
    },
  };
}

/** A folder that stands for `/run`: the daemon's sockets are in `libvirt`, and files for clients in `files`. */
export interface RunFolder {
  readonly folder: string;
  /** Path of the socket outside, e.g. for `host serve --socket`. */
  readonly socket: string;
  /** Puts a file there. @returns its path for clients: `/run/files/NAME`. */
  put(name: string, text: string): string;
  remove(): void;
}

/** Makes one, empty. */
export function makeRunFolder(): RunFolder {
  const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-peer-'));
  chmodSync(folder, 0o755);
  for (const name of ['libvirt', 'files']) mkdirSync(join(folder, name));
  return {
    folder,
    socket: join(folder, 'libvirt', 'libvirt-sock'),
    put: (name, text) => {
      writeFileSync(join(folder, 'files', name), text);
      return `/run/files/${name}`;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
