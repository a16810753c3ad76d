import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaFiles } from '../../profiles/json-schema.js';
import { packageRoot } from '../../profiles/load.js';

/** Checks that the committed JSON Schemas are what `update-profile-schema.ts` would write; exit code 1 when one is not. */
const stale = jsonSchemaFiles().filter(({ path, text }) => committed(path) !== text);
for (const { path } of stale) process.stderr.write(`${path} is stale; run: node dist/scripts/dev/update-profile-schema.js\n`);
process.exitCode = stale.length === 0 ? 0 : 1;

function committed(path: string): string | undefined {
  const file = join(packageRoot(), path);
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : undefined;
}
