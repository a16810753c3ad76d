import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a second thread is worth. */
export interface JobsSpeedup {
  /** Random cases after the deterministic ones. */
  readonly runs: number;
  /** Real seconds of the whole program, from start to exit. */
  readonly oneSeconds: number;
  readonly twoSeconds: number;
}

const program = fileURLToPath(new URL('../fauxmetal.js', import.meta.url));

/** Runs the default gate with `--jobs 1` and `--jobs 2` in turn, and takes the best of each: start-up and reports included. */
export function jobsSpeedup(runs: number, rounds = 2): JobsSpeedup {
  const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-bench-'));
  try {
    const seconds = Array.from({ length: rounds }, () => [1, 2].map((jobs) => timedRun(folder, runs, jobs)));
    const best = (at: number): number => Math.min(...seconds.map((pair) => pair[at] as number));
    return { runs, oneSeconds: best(0), twoSeconds: best(1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timedRun(folder: string, runs: number, jobs: number): number {
  const start = performance.now();
  const words = ['run', '--seed', '1', '--runs', String(runs), '--jobs', String(jobs), '--out', join(folder, String(jobs))];
  const { status, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', cwd: folder });
  if (status !== 0) throw new Error(`the gate with --jobs ${jobs} failed: ${stderr}`);
  rmSync(join(folder, String(jobs)), { recursive: true, force: true });
  return (performance.now() - start) / 1000;
}
