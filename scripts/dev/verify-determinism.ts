import { determinismFindings } from './rules/determinism.js';
import { runCheck } from './run-check.js';

runCheck(determinismFindings);
