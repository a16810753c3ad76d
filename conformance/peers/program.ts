import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';

/** How a program ended. */
export interface Ended {
  /** Exit code; undefined when a signal ended it or it could not be started. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** Standard error; why it could not be started, when it was not. */
  readonly stderr: string;
}

/** Runs a program of this machine to its end. Never throws: a program that does not exist has no exit code. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  const { cwd, env = {} } = options;
  const child = spawn(program, args, { ...(cwd !== undefined && { cwd }), env: { ...process.env, ...env }, stdio: 'pipe' });
  child.stdin.end();
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: undefined, stdout: output.stdout, stderr: error.message }));
    child.on('close', (code) => resolve({ code: code ?? undefined, ...output }));
  });
}

/** What a program prints when it succeeds, or the last line of its complaint. */
export async function outputOf(...call: Parameters<typeof run>): Promise<Outcome<string, string>> {
  const { code, stdout, stderr } = await run(...call);
  if (code === 0) return done(stdout);
  const lastLine = stderr.trimEnd().split('\n').at(-1) ?? '';
  return refused(`${basename(call[0])} failed${lastLine === '' ? '' : `: ${lastLine}`}`);
}
