import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../profiles/index.js';
import { hostTable, hostTablePath } from './host-table.js';

/** Writes the page of all hosts anew; `verify-host-table` is its twin. */
writeFileSync(join(packageRoot(), hostTablePath), hostTable());
console.log(`wrote ${hostTablePath}`);
