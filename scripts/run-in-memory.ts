import { runCommandLine } from './cli.js';
import { memoryTerminal } from './memory-terminal.js';

/** What a command line printed, said on the way, and exited with. */
export interface InMemoryRun {
  readonly printed: string;
  readonly noted: string;
  readonly exitCode: typeof process.exitCode;
}

/** Runs a whole command line in this process on a terminal in memory; the process's own exit code stays as it was. */
export async function runInMemory(...words: string[]): Promise<InMemoryRun> {
  const before = process.exitCode;
  const terminal = memoryTerminal(words);
  process.exitCode = 0;
  try {
    await runCommandLine(words, terminal);
    return { printed: terminal.printed(), noted: terminal.noted(), exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
  }
}
