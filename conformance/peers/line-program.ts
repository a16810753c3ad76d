import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import type { Json } from '../../sim/core/json.js';

/** A program that says what happens in lines of JSON, and takes lines on its standard input. */
export interface LineProgram {
  /** The next line after those already taken that satisfies a condition. @throws Error when it ends, or says no such thing in time. */
  next<Line extends Json>(condition: (line: Line) => boolean): Promise<Line>;
  /** Says a line to it. */
  write(line: string): void;
  /** Closes its standard input, and waits until it has ended; kills it when it does not. */
  end(): Promise<void>;
  /** Ends it at once, without a chance to tidy up. */
  kill(): Promise<void>;
}

/** Starts one. Lines that are not JSON are taken for remarks and left out. */
export function startLineProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): LineProgram {
  const child = spawn(program, args, { stdio: 'pipe', env: { ...process.env, ...env } });
  const lines: Json[] = [];
  const waiting = new Set<() => void>();
  const remarks: string[] = [];
  let ended = false;
  const wake = (): void => {
    for (const waiter of waiting) waiter();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const value = parsed(line);
    if (value === undefined) remarks.push(line);
    else lines.push(value);
    wake();
  });
  createInterface({ input: child.stderr }).on('line', (line) => remarks.push(line));
  const gone = new Promise<void>((resolve) => {
    child.on('close', () => {
      ended = true;
      wake();
      resolve();
    });
    child.on('error', (problem) => remarks.push(problem.message));
  });
  let taken = 0;

  async function next<Line extends Json>(condition: (line: Line) => boolean): Promise<Line> {
    const deadline = AbortSignal.timeout(patienceMs);
    for (;;) {
      const index = lines.findIndex((line, at) => at >= taken && condition(line as Line));
      if (index >= 0) {
        taken = index + 1;
        return lines[index] as Line;
      }
      if (ended || deadline.aborted) throw new Error(`${basename(program)} ${args.join(' ')}: ${said()}`);
      await new Promise<void>((resolve) => {
        const waiter = (): void => {
          waiting.delete(waiter);
          deadline.removeEventListener('abort', waiter);
          resolve();
        };
        waiting.add(waiter);
        deadline.addEventListener('abort', waiter);
      });
    }
  }

  function said(): string {
    const rest = lines.slice(taken).map((line) => JSON.stringify(line));
    return `${ended ? 'ended' : 'did not say it in time'}; after the last line taken it said ${[...rest, ...remarks].join('\n')}`;
  }

  return {
    next,
    write: (line) => void child.stdin.write(`${line}\n`),
    end: () => {
      child.stdin.end();
      const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      return gone.finally(() => clearTimeout(impatience));
    },
    kill: () => {
      child.kill('SIGKILL');
      return gone;
    },
  };
}

const patienceMs = 30_000;

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}
