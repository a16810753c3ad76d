import { spawn } from 'node:child_process';
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
  /** Of two programs side by side that judge half of the cases each and share nothing: what a second core is worth without any threads. */
  readonly apartSeconds: number;
}

const program = fileURLToPath(new URL('../../command/fauxmetal.js', import.meta.url));

/**
 * Runs the default gate with `--jobs 1`, with `--jobs 2` and as two programs in turn, and takes the best of each: start-up and reports
 * included.
 */
export async function jobsSpeedup(runs: number, rounds = 2): Promise<JobsSpeedup> {
  const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-bench-'));
  const ways = [
    [['--jobs', '1']],
    [['--jobs', '2']],
    [
      ['--shard', '1/2'],
      ['--shard', '2/2'],
    ],
  ];
  const best = ways.map(() => Number.POSITIVE_INFINITY);
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, way] of ways.entries()) best[at] = Math.min(best[at] as number, await timedRuns(folder, runs, way));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [oneSeconds = 0, twoSeconds = 0, apartSeconds = 0] = best;
  return { runs, oneSeconds, twoSeconds, apartSeconds };
}

/** Seconds until the last of them ends. */
async function timedRuns(folder: string, runs: number, together: readonly (readonly string[])[]): Promise<number> {
  const start = performance.now();
  await Promise.all(
    together.map((flags, at) => run(folder, [...flags, '--runs', String(runs), '--out', join(folder, String(at))])),
  );
  return (performance.now() - start) / 1000;
}

function run(folder: string, flags: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [program, 'run', '--seed', '1', ...flags], { cwd: folder, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the gate with ${flags.join(' ')} ended with ${code}`)),
    );
  });
}
