import { copyFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';
import { cached } from './peer-cache.js';
import { outputOf, run } from './program.js';

/**
 * Single files of a Go module, fetched once from the Go module proxy that `go env` names.
 *
 * @param paths in the module.
 * @returns a folder with the files, without the folders they were in; or why there is none.
 */
export async function goModuleFiles(module: string, version: string, paths: readonly string[]): Promise<Outcome<string, string>> {
  if ((await run('go', ['version'])).code !== 0) return refused('there is no Go toolchain (go) here');
  return cached(join('modules', `${module}@${version}`), async (folder) => {
    const modules = join(folder, 'modules');
    const env = { GOMODCACHE: modules, GOFLAGS: '-modcacherw' };
    const fetched = await outputOf('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: folder, env });
    if (!fetched.ok) return fetched;
    const { Dir: directory } = JSON.parse(fetched.value) as { readonly Dir: string };
    for (const path of paths) copyFileSync(join(directory, path), join(folder, basename(path)));
    rmSync(modules, { recursive: true, force: true });
    return done(undefined);
  });
}
