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

/** The bytes a program makes of its input when it succeeds, or the last line of its complaint. */
export async function outputBytes(program: string, args: readonly string[], input: string): Promise<Outcome<Buffer, string>> {
  const child = spawn(program, args, { stdio: 'pipe' });
  const bytes: Buffer[] = [];
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => bytes.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  return code === 0 ? done(Buffer.concat(bytes)) : refused(failure(program, complaint));
}

/** What a program prints when it succeeds, or the last line of its complaint. */
export async function outputOf(...call: Parameters<typeof run>): Promise<Outcome<string, string>> {
  const { code, stdout, stderr } = await run(...call);
  return code === 0 ? done(stdout) : refused(failure(call[0], stderr));
}

function failure(program: string, complaint: string): string {
  const lastLine = complaint.trimEnd().split('\n').at(-1) ?? '';
  return `${basename(program)} failed${lastLine === '' ? '' : `: ${lastLine}`}`;
}
