import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../profiles/index.js';

// `npm test` builds before it tests.
it('the command can be executed after any build, not only after an installation', () => {
  const { bin } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { bin: Record<string, string> };
  for (const program of Object.values(bin)) {
    accessSync(join(packageRoot(), program), constants.X_OK);
    expect(readFileSync(join(packageRoot(), program), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  }
});
