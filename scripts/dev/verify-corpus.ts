import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder, savedCases } from '../../conformance/runner/corpus.js';
import { stackKits } from '../../conformance/subjects/index.js';
import { corpusFindings } from './corpus-findings.js';

/** Fails when a saved case is damaged, catches something else than it says, or a mutant has none. `update-corpus` is its twin. */
const all = savedCases();
const findings = stackKits.flatMap((kit) => {
  const saved = all.filter((each) => each.case.stack === kit.stack);
  const bytes = saved.reduce((sum, { name }) => sum + readFileSync(join(corpusFolder, `${name}.json`)).length, 0);
  return corpusFindings(saved, kit, { bytes, first: saved[0] === undefined ? 0 : all.indexOf(saved[0]) });
});
for (const finding of findings) console.error(`${corpusFolder}/${finding}`);
if (findings.length > 0) {
  console.error('run: npm run build && node dist/scripts/dev/update-corpus.js');
  process.exitCode = 1;
}
