import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { packageRoot } from '../../profiles/index.js';

/**
 * Joins the modules of the command into few files under `dist/command`: loading two thousand small ones takes longer than replaying a case.
 * The programs of worker threads lie beside it, where it looks for them. Packages stay packages.
 */
const root = packageRoot();
const built = join(root, 'dist', 'scripts');
const bundle = await rolldown({
  input: {
    fauxmetal: join(built, 'fauxmetal.js'),
    'case-worker': join(built, 'jobs', 'case-worker.js'),
    'mutant-worker': join(built, 'jobs', 'mutant-worker.js'),
  },
  platform: 'node',
  external: (id) => id.startsWith('node:') || packages().some((name) => id === name || id.startsWith(`${name}/`)),
});
await bundle.write({
  dir: join(root, 'dist', 'command'),
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
});
// npm makes it executable when it installs the package; a build after that has to do so itself, or `npx fauxmetal` is refused.
chmodSync(join(root, 'dist', 'command', 'fauxmetal.js'), 0o755);

function packages(): readonly string[] {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
