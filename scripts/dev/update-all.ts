import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runPrograms, summaryOf } from './run-programs.js';

// Every update-*.js beside this one, one after the other: an update may read what another one wrote.
const updates = readdirSync(import.meta.dirname).filter((name) => /^update-(?!all\.js$).*\.js$/.test(name));
const results = await runPrograms(
  updates.sort().map((name) => join(import.meta.dirname, name)),
  1,
);
console.log(summaryOf(results, (path) => basename(path, '.js')));
if (results.some(({ passed }) => !passed)) process.exitCode = 1;
