import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../sim/core/usage-error.js';
import { exportDirectory } from '../../sim/surfaces/mount-dir.js';
import { sandboxPlan } from '../../sim/surfaces/sandbox.js';
import type { HostTree } from '../../sim/surfaces/tree.js';
import type { Terminal } from '../terminal.js';
import { workingBubblewrap } from './bubblewrap.js';
import { findProgram } from './find-program.js';
import { forwardedSignals, forwardSignals, type SignalForwarding } from './forward-signals.js';
import { realPaths } from './real-paths.js';

/**
 * Runs a command that sees the files of a host, with our standard streams, environment and working directory. Nothing is left
 * behind.
 *
 * @returns The command's exit code as a shell gives it: 128 + n when signal n ended it, 127 when there is no such command, 126
 *   when it cannot be run.
 * @throws UsageError when no sandbox can be made here.
 */
export async function runSandboxed(tree: HostTree, command: readonly string[], terminal: Terminal): Promise<number> {
  const unfit = unfitCommand(command[0] ?? '', terminal);
  if (unfit !== undefined) return unfit;
  const { flags } = workingBubblewrap();
  const signals = forwardSignals();
  const folder = temporaryFolder();
  try {
    const exported = join(folder, 'root');
    exportDirectory(tree, exported);
    const plan = sandboxPlan(tree, realPaths, exported);
    if (plan.left.length > 0)
      terminal.note(`fauxmetal: not shown, as this machine's /proc has no such file: ${plan.left.join(', ')}`);
    return await run([...flags, ...plan.arguments], command, folder, signals);
  } finally {
    signals.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function unfitCommand(name: string, terminal: Terminal): 126 | 127 | undefined {
  const program = findProgram(name, terminal.variables.PATH);
  if (program.found) return undefined;
  terminal.note(
    `fauxmetal: ${name}: ${program.because === 'missing' ? 'command not found' : 'this is no program: it may not be executed'}`,
  );
  return program.because === 'missing' ? 127 : 126;
}

/** Without symbolic links on the way, which an export does not go through. */
function temporaryFolder(): string {
  try {
    return mkdtempSync(join(realpathSync(tmpdir()), 'fauxmetal-exec-'));
  } catch (problem) {
    const { code } = problem as NodeJS.ErrnoException;
    throw new UsageError(`the folder for temporary files cannot be used (${code})`, {
      place: { file: tmpdir() },
      fix: 'set TMPDIR',
    });
  }
}

async function run(
  plan: readonly string[],
  command: readonly string[],
  folder: string,
  signals: SignalForwarding,
): Promise<number> {
  const file = join(folder, 'bwrap-arguments');
  writeFileSync(file, plan.map((argument) => `${argument}\0`).join(''));
  const planDescriptor = openSync(file, 'r');
  const [outside, inside] = launchers();
  // Descriptors 3 and 4 of bwrap: the plan, and what it says about the command.
  const bwrap = ['bwrap', '--args', '3', '--json-status-fd', '4', '--die-with-parent', '--'];
  const [program = '', ...words] = [...outside, ...bwrap, ...inside, ...command];
  const child = spawn(program, words, { stdio: ['inherit', 'inherit', 'inherit', planDescriptor, 'pipe'] });
  closeSync(planDescriptor);
  return exitOf(child, signals);
}

/** What stands before bwrap and before the command, so that signals for the command do not end bwrap: see README.md. */
function launchers(): readonly [readonly string[], readonly string[]] {
  const names = forwardedSignals.map((signal) => signal.slice(3)).join();
  const [ignoring, restoring] = [`--ignore-signal=${names}`, `--default-signal=${names}`];
  const able = spawnSync('env', [ignoring, 'env', restoring, 'true']).status === 0;
  return able
    ? [
        ['env', ignoring],
        ['env', restoring, '--'],
      ]
    : [[], ['sh', '-c', 'exec "$0" "$@"']];
}

/** Waits for the end. bwrap reports the command's process and, once there was one, its exit code; both as JSON documents. */
function exitOf(child: ChildProcess, signals: SignalForwarding): Promise<number> {
  let status = '';
  child.stdio[4]?.on('data', (chunk: Buffer) => {
    const known = childOf(status);
    status += chunk.toString();
    const pid = childOf(status);
    if (known === undefined && pid !== undefined) signals.to(pid);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== null) resolve(128 + constants.signals[signal]);
      else if (status.includes('"exit-code"')) resolve(code ?? 0);
      else
        reject(
          new UsageError('bubblewrap could not make the sandbox; its own message stands above', {
            fix: 'fauxmetal doctor tells more',
          }),
        );
    });
  });
}

function childOf(status: string): number | undefined {
  const pid = /"child-pid": (\d+)\D/.exec(status)?.[1];
  return pid === undefined ? undefined : Number(pid);
}
