import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runPrograms, summaryOf } from './run-programs.js';

// Every verify-*.js beside this one, at once, with one summary. A new check needs no entry anywhere.
const checks = readdirSync(import.meta.dirname).filter((name) => /^verify-(?!all\.js$).*\.js$/.test(name));
const results = await runPrograms(checks.sort().map((name) => join(import.meta.dirname, name)));
console.log(summaryOf(results, (path) => basename(path, '.js')));
if (results.length === 0 || results.some(({ passed }) => !passed)) process.exitCode = 1;
