import { twinFindings } from './rules/twins.js';
import { runCheck } from './run-check.js';

runCheck(twinFindings);
