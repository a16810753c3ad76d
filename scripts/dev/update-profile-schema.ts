import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaFiles } from '../../profiles/json-schema.js';
import { packageRoot } from '../../profiles/load.js';

/** Writes the JSON Schemas of profile files from `profiles/schema.ts`. `verify-profile-schema.ts` is the check. */
for (const { path, text } of jsonSchemaFiles()) {
  writeFileSync(join(packageRoot(), path), text);
  process.stdout.write(`wrote ${path}\n`);
}
