import { readFileSync } from 'node:fs';
import { reportSchemaText } from '../../reports/schema.js';

/** Fails when `reports/schema/report.schema.json` is not what `update-report-schema` would write. Run from the repository's root. */
const path = 'reports/schema/report.schema.json';
if (readFileSync(path, 'utf8') !== reportSchemaText()) {
  console.error(`${path} is out of date; run: npm run build && node dist/scripts/dev/update-report-schema.js`);
  process.exitCode = 1;
}
