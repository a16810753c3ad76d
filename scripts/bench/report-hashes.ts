import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInMemory } from '../run-in-memory.js';

/**
 * Runs one plan in every way it can be carried out, through the command itself: cut into 1, 2 and 7 shards that are joined again, each in
 * 1 and in 2 threads. Prints a line of JSON: the SHA-256 of `report.json` by way.
 *
 * The words behind the program are the flags of the plan, e.g. `--machine skylake --runs 60`.
 */
const plan = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-hashes-'));
try {
  const hashes: Record<string, string> = {};
  for (const shards of [1, 2, 7]) for (const jobs of [1, 2]) hashes[`shards ${shards} jobs ${jobs}`] = await hashOf(shards, jobs);
  process.stdout.write(`${JSON.stringify(hashes)}\n`);
  process.exitCode = 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function hashOf(shards: number, jobs: number): Promise<string> {
  const out = join(folder, `${shards}-${jobs}`);
  const run = ['run', ...plan, '--jobs', String(jobs)];
  if (shards === 1) await carriedOut([...run, '--out', out]);
  else {
    const parts = Array.from({ length: shards }, (_, index) => `${out}-part-${index + 1}`);
    for (const [index, part] of parts.entries()) await carriedOut([...run, '--shard', `${index + 1}/${shards}`, '--out', part]);
    await carriedOut(['merge', ...parts.reverse(), '--out', out]);
  }
  return createHash('sha256')
    .update(readFileSync(join(out, 'report.json')))
    .digest('hex');
}

/** Any verdict will do (exit codes 0, 1 and 3): what is compared are the bytes of the report. */
async function carriedOut(words: readonly string[]): Promise<void> {
  const { exitCode, noted } = await runInMemory(...words);
  if (![0, 1, 3].includes(Number(exitCode))) throw new Error(`fauxmetal ${words.join(' ')} exited with ${exitCode}: ${noted}`);
}
