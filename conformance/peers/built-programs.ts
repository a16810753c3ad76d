import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from '../../sim/core/json.js';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';
import { cached } from './peer-cache.js';
import { outputOf, run } from './program.js';

/** A C program from the source beside this file, built once; the path of the program, or why there is none. */
export async function builtC(name: string): Promise<Outcome<string, string>> {
  if ((await run('cc', ['--version'])).code !== 0) return refused('there is no C compiler (cc) here');
  const source = join(import.meta.dirname, `${name}.c`);
  return built(`${name}-c`, [readFileSync(source, 'utf8')], (folder) =>
    outputOf('cc', ['-O1', '-Wall', '-o', join(folder, 'program'), source]),
  );
}

/**
 * A static Go program (no C library, so nothing can be preloaded into it) from the source beside this file, built once. Modules come
 * through the Go module proxy that `go env` names.
 *
 * @param moduleLines its go.mod: the Go version, what it requires and replaces.
 * @param files more files of its folder, by path.
 */
export async function builtGo(
  name: string,
  moduleLines: readonly string[] = ['go 1.21'],
  files: Readonly<Record<string, string>> = {},
): Promise<Outcome<string, string>> {
  if ((await run('go', ['version'])).code !== 0) return refused('there is no Go toolchain (go) here');
  const source = join(import.meta.dirname, `${name}.go`);
  const module = [`module fauxmetal.invalid/${name}`, ...moduleLines, ''].join('\n');
  return built(`${name}-go`, [readFileSync(source, 'utf8'), module, ...Object.entries(files).flat()], async (folder) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    copyFileSync(source, join(folder, 'main.go'));
    writeFileSync(join(folder, 'go.mod'), module);
    const modules = join(folder, 'modules');
    const env = { CGO_ENABLED: '0', GOMODCACHE: modules, GOFLAGS: '-mod=mod -modcacherw -buildvcs=false' };
    const compiled = await outputOf('go', ['build', '-trimpath', '-o', 'program', '.'], { cwd: folder, env });
    rmSync(modules, { recursive: true, force: true });
    return compiled;
  });
}

/** Another source, another folder. */
async function built(
  name: string,
  sources: readonly string[],
  compile: (folder: string) => Promise<Outcome<unknown, string>>,
): Promise<Outcome<string, string>> {
  const folder = await cached(join('built', `${name}-${digestOf(sources, 12)}`), compile);
  return folder.ok ? done(join(folder.value, 'program')) : folder;
}
