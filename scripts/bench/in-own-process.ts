import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs a module of this folder as a program of its own, so that no other bench's rubbish is counted, and reads the JSON it prints.
 *
 * @param flags for Node itself.
 * @throws Error with what it complained of when it fails.
 */
export function inOwnProcess<Result>(module: string, words: readonly string[] = [], flags: readonly string[] = []): Result {
  const child = spawnSync(process.execPath, ['--expose-gc', ...flags, fileURLToPath(module), ...words], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`measuring failed: ${child.stderr}`);
  return JSON.parse(child.stdout) as Result;
}

/** Is this module the program that runs? */
export function isProgram(module: string): boolean {
  return process.argv[1] === fileURLToPath(module);
}

/** Seconds an action takes: real ones, and those of all processors together. */
export function secondsOf(action: () => void): { readonly seconds: number; readonly cpuSeconds: number } {
  const before = process.cpuUsage();
  const start = performance.now();
  action();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { seconds, cpuSeconds: (user + system) / 1e6 };
}
