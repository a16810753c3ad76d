import { wordFindings } from './rules/words.js';
import { runCheck } from './run-check.js';

runCheck(wordFindings);
