import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder, savedCaseName, savedCases, savedCaseText } from '../../conformance/runner/corpus.js';
import { planRun } from '../../conformance/runner/plan.js';
import { stackKits } from '../../conformance/subjects/index.js';
import type { StackKit } from '../../conformance/subjects/stack-kit.js';
import { hostCases } from '../../conformance/zoo/host-mutants/cases.js';
import { greedyOrder, isKilledBy, joined, type KillingCase, smallestKillers } from '../../conformance/zoo/killing-cases.js';
import { type Mutant, mutantsOf, zooMachines } from '../../conformance/zoo/mutants.js';
import type { Case } from '../../sim/contracts/commands.js';
import { aboutOf, shownBy } from './corpus-words.js';

/**
 * Saves a case for every mutant that no saved case catches, and drops cases that catch nothing any more; with `--anew` all are looked
 * for again and brought into the order in which they catch most. Cases saved by hand stay. Run from the root of the repository;
 * `verify-corpus` is its twin.
 */
const anew = process.argv.includes('--anew');
const before = savedCases();
const byHand = before.filter(({ kills }) => Object.keys(kills).length === 0);
const cases = stackKits.flatMap((kit) => (anew ? orderedAnew(kit) : extended(kit)));

for (const name of readdirSync(corpusFolder)) if (name.endsWith('.json')) rmSync(join(corpusFolder, name));
for (const [index, { case: theCase, mutants }] of cases.entries()) {
  const kills = Object.fromEntries(mutants.map(({ id, requirement }) => [id, requirement]));
  const name = savedCaseName(index + 1, aboutOf(mutants), theCase);
  writeFileSync(join(corpusFolder, `${name}.json`), savedCaseText({ shows: shownBy(mutants), kills, case: theCase }));
}
for (const [index, saved] of byHand.entries()) {
  const about = saved.name.split('-').slice(1, -1).join('-');
  writeFileSync(join(corpusFolder, `${savedCaseName(cases.length + index + 1, about, saved.case)}.json`), savedCaseText(saved));
}
console.log(
  `${cases.length} cases for ${cases.reduce((sum, { mutants }) => sum + mutants.length, 0)} mutants, ${byHand.length} saved by hand`,
);

function orderedAnew(kit: StackKit): readonly KillingCase[] {
  const mutants = mutantsOf(kit);
  return greedyOrder(
    joined(smallestKillers(mutants, candidates(kit)), kit).map((each) => each.case),
    mutants,
  );
}

function extended(kit: StackKit): readonly KillingCase[] {
  let left: readonly Mutant[] = mutantsOf(kit);
  const kept: KillingCase[] = [];
  for (const { case: theCase, kills } of before) {
    if (theCase.stack !== kit.stack || Object.keys(kills).length === 0) continue;
    const mutants = left.filter((mutant) => isKilledBy(theCase, mutant));
    left = left.filter((mutant) => !mutants.includes(mutant));
    if (mutants.length > 0) kept.push({ case: theCase, mutants });
  }
  const missing = left.filter(({ needs }) => needs === undefined);
  return missing.length === 0 ? kept : [...kept, ...joined(smallestKillers(missing, candidates(kit)), kit)];
}

/** Where cases are looked for: those made for hosts that misbehave, then the deterministic phase. */
function candidates(kit: StackKit): readonly Case[] {
  const plan = planRun({ seed: 1, runs: 0, machines: zooMachines, kit, corpus: false });
  return [...hostCases(kit), ...Array.from({ length: plan.deterministic }, (_, index) => plan.at(index + 1).case)];
}
