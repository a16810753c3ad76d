import { readmeFindings } from './rules/readmes.js';
import { runCheck } from './run-check.js';

runCheck(readmeFindings);
