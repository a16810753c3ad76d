import { quoteFindings } from './rules/quotes.js';
import { runCheck } from './run-check.js';

runCheck(quoteFindings);
