import { lockFileFindings } from './rules/lock-file.js';
import { runCheck } from './run-check.js';

runCheck(lockFileFindings);
