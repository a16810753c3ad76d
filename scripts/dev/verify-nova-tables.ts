import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../profiles/index.js';
import { novaTables, novaTablesPath } from './nova-tables.js';

/** Checks that the page of Nova's decisions is what the code decides today; exit code 1 when it is not. */
const path = join(packageRoot(), novaTablesPath);
if (!existsSync(path) || readFileSync(path, 'utf8').replaceAll('\r\n', '\n') !== novaTables()) {
  console.error(`${novaTablesPath} is stale; run: npm run build && node dist/scripts/dev/update-nova-tables.js`);
  process.exitCode = 1;
}
