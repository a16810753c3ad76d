import { writeFileSync } from 'node:fs';
import { reportSchemaText } from '../../reports/schema.js';

/** Writes `reports/schema/report.schema.json` anew. Run from the root of the repository; `verify-report-schema` is its twin. */
writeFileSync('reports/schema/report.schema.json', reportSchemaText());
