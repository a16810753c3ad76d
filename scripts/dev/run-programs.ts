import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** How one program ended. */
export interface ProgramResult {
  /** Path of the program, as given. */
  readonly program: string;
  readonly passed: boolean;
  /** All it printed, standard output and standard error in the order they came. */
  readonly output: string;
  readonly milliseconds: number;
}

/**
 * Runs Node programs, as many at once as `atOnce` says (default: one per processor), and gives their results in the order of
 * the list, whichever ended first. A program that cannot be started or is killed counts as failed.
 */
export async function runPrograms(
  programs: readonly string[],
  atOnce: number = availableParallelism(),
): Promise<readonly ProgramResult[]> {
  const results: ProgramResult[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < programs.length; index = next++)
      results[index] = await runProgram(programs[index] as string);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, programs.length) }, worker));
  return results;
}

/**
 * One summary of several programs: a line each, the output of those that failed below their line, and a closing line
 * with the counts.
 */
export function summaryOf(results: readonly ProgramResult[], nameOf: (program: string) => string): string {
  const failed = results.filter(({ passed }) => !passed).length;
  const lines = results.flatMap((result) => {
    const head = `${result.passed ? 'ok    ' : 'FAILED'} ${nameOf(result.program)} (${result.milliseconds} ms)`;
    return result.passed
      ? [head]
      : [
          head,
          ...result.output
            .trimEnd()
            .split('\n')
            .map((line) => `       ${line}`),
        ];
  });
  return [...lines, `in all: ${results.length - failed} passed, ${failed} failed`].join('\n');
}

function runProgram(program: string): Promise<ProgramResult> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    const finish = (passed: boolean, more = ''): void => {
      const output = Buffer.concat(chunks).toString('utf8') + more;
      resolve({ program, passed, output, milliseconds: Math.round(performance.now() - startedAt) });
    };
    child.on('error', (error) => finish(false, error.message));
    child.on('close', (code, signal) => finish(code === 0, signal === null ? '' : `killed by ${signal}\n`));
  });
}
