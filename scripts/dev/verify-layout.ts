import { layoutFindings } from './rules/layout.js';
import { runCheck } from './run-check.js';

runCheck(layoutFindings);
