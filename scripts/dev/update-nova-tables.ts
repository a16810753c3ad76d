import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../profiles/index.js';
import { novaTables, novaTablesPath } from './nova-tables.js';

/** Writes the page of Nova's decisions anew; `verify-nova-tables` is its twin. */
writeFileSync(join(packageRoot(), novaTablesPath), novaTables());
console.log(`wrote ${novaTablesPath}`);
