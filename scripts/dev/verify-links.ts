import { linkFindings } from './rules/links.js';
import { runCheck } from './run-check.js';

runCheck(linkFindings);
