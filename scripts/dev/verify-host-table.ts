import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../profiles/index.js';
import { hostTable, hostTablePath } from './host-table.js';

/** Checks that the page of all hosts is what they show today; exit code 1 when it is not. */
const path = join(packageRoot(), hostTablePath);
if (!existsSync(path) || readFileSync(path, 'utf8').replaceAll('\r\n', '\n') !== hostTable()) {
  console.error(`${hostTablePath} is stale; run: npm run build && node dist/scripts/dev/update-host-table.js`);
  process.exitCode = 1;
}
