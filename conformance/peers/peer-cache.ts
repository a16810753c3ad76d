import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';

/** Where peers keep what they fetched and built: `.peers-cache/` at the top of the repository, outside of version control. */
export const peerCache = join(import.meta.dirname, '..', '..', '.peers-cache');

/**
 * A folder of the cache, made by `fill` the first time. It appears under its name only when `fill` went well, so an interrupted run
 * leaves nothing half-made; delete it to have it made again.
 *
 * @param path below {@link peerCache}.
 * @returns the folder, or in one sentence why it could not be made.
 */
export async function cached(
  path: string,
  fill: (folder: string) => Promise<Outcome<unknown, string>>,
): Promise<Outcome<string, string>> {
  const folder = join(peerCache, path);
  if (existsSync(folder)) return done(folder);
  mkdirSync(dirname(folder), { recursive: true });
  const staging = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  try {
    const filled = await fill(staging);
    if (!filled.ok) return refused(filled.reason);
    renameSync(staging, folder);
    return done(folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
