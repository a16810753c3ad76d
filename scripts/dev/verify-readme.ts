import { readFileSync } from 'node:fs';
import { currentReadme, readmePath } from './readme-verbs.js';

if (readFileSync(readmePath(), 'utf8') !== (await currentReadme())) {
  process.stderr.write('README.md and `fauxmetal --help` disagree; run: node dist/scripts/dev/update-readme.js\n');
  process.exitCode = 1;
}
