import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../../sim/core/json.js';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import { cached } from '../peer-cache.js';
import { outputOf, run } from '../program.js';

/**
 * A Rust program from a source, built once; its path, or why there is none. Crates come through the registry that
 * cargo is set up with.
 *
 * @param dependencies lines of its Cargo.toml.
 * @param sources folder of the source; that of this file unless told otherwise.
 */
export async function builtRust(
  name: string,
  dependencies: readonly string[],
  sources = import.meta.dirname,
): Promise<Outcome<string, string>> {
  if ((await run('cargo', ['--version'])).code !== 0) return refused('there is no Rust toolchain (cargo) here');
  const source = join(sources, `${name}.rs`);
  const manifest = [
    '[package]',
    `name = "${name}"`,
    'version = "0.0.0"',
    'edition = "2021"',
    '[dependencies]',
    ...dependencies,
    '',
  ].join('\n');
  const key = digestOf([readFileSync(source, 'utf8'), manifest], 12);
  const folder = await cached(join('built', `${name}-rust-${key}`), async (staging) => {
    mkdirSync(join(staging, 'src'));
    copyFileSync(source, join(staging, 'src', 'main.rs'));
    writeFileSync(join(staging, 'Cargo.toml'), manifest);
    return compiled(staging, name, ['build', '--release', '--quiet']);
  });
  return folder.ok ? done(join(folder.value, 'program')) : folder;
}

/** A program out of a crate, built once; its path, or why there is none. */
export async function installedCrate(name: string, version: string): Promise<Outcome<string, string>> {
  if ((await run('cargo', ['--version'])).code !== 0) return refused('there is no Rust toolchain (cargo) here');
  const folder = await cached(join('built', `${name}-crate-${version}`), (staging) =>
    compiled(
      staging,
      name,
      ['install', name, '--version', version, '--locked', '--quiet', '--no-track', '--root', staging],
      'bin',
    ),
  );
  return folder.ok ? done(join(folder.value, 'program')) : folder;
}

async function compiled(
  staging: string,
  name: string,
  args: readonly string[],
  folder = join('target', 'release'),
): Promise<Outcome<string, string>> {
  const target = join(staging, 'target');
  const built = await outputOf('cargo', args, { cwd: staging, env: { CARGO_TARGET_DIR: target } });
  if (built.ok) copyFileSync(join(staging, folder, name), join(staging, 'program'));
  rmSync(target, { recursive: true, force: true });
  return built;
}
