import { digestOf, type JsonObject } from '../../sim/core/json.js';
import { type CaseRecord, type CounterexampleRecord, defectRequirement } from '../log.js';
import type { LogParts } from '../log-parts.js';
import type { Counterexample, FindingRow, FirstFinding } from '../report.js';
import { knownAs, wordsOf } from './known.js';

/**
 * One row a broken requirement: defects of fauxmetal first, then catalogue order.
 *
 * @param cases all but the canary, by index.
 */
export function findingRows({ run, counterexamples }: LogParts, cases: readonly CaseRecord[]): readonly FindingRow[] {
  const breaking = casesByRequirement(cases);
  const { baseline = [] } = run;
  const order = [defectRequirement, ...run.requirements.map((requirement) => requirement.id)];
  return order.flatMap((id) => {
    const mine = counterexamples.filter((record) => record.requirement === id);
    const smallest = mine.find((record) => knownAs(record, baseline) === undefined) ?? mine[0];
    const known = smallest && knownAs(smallest, baseline);
    const meant = (run.subject.deviations ?? []).filter(({ killedBy }) => killedBy === id).map(({ name }) => name);
    const quirks = [...new Set([...(smallest?.quirks ?? []), ...meant])];
    const rows = findingRow(id, breaking.get(id) ?? [], quirks, smallest);
    return known === undefined ? rows : rows.map((row) => ({ ...row, known: wordsOf(known) }));
  });
}

/** The first break of a requirement that a case shows. */
export function firstFinding(record: CaseRecord, requirement: string): FirstFinding | undefined {
  const finding = record.findings.find((one) => one.requirement === requirement);
  return finding && { case: record.index, step: finding.step, message: finding.message };
}

function casesByRequirement(cases: readonly CaseRecord[]): ReadonlyMap<string, readonly CaseRecord[]> {
  const breaking = new Map<string, CaseRecord[]>();
  for (const record of cases) {
    for (const id of new Set(record.findings.map((finding) => finding.requirement))) {
      const known = breaking.get(id);
      if (known === undefined) breaking.set(id, [record]);
      else known.push(record);
    }
  }
  return breaking;
}

function findingRow(
  requirement: string,
  breaking: readonly CaseRecord[],
  quirks: readonly string[],
  smallest: CounterexampleRecord | undefined,
): readonly FindingRow[] {
  const first = breaking[0] && firstFinding(breaking[0], requirement);
  if (first === undefined) return [];
  const provisional = breaking.every((record) => record.assumed.length > 0);
  const counterexample = smallest && { counterexample: counterexampleOf(smallest) };
  return [{ requirement, cases: breaking.length, provisional, ...(quirks.length > 0 && { quirks }), first, ...counterexample }];
}

function counterexampleOf(record: CounterexampleRecord): Counterexample {
  const { requirement, index, message, fingerprint, commands, hosts, summary, counterexample } = record;
  return {
    ...{ from: index, message, ...(fingerprint !== undefined && { fingerprint }) },
    ...{ commands, hosts, summary, file: caseFile(requirement, counterexample), case: counterexample },
  };
}

/** Named after the requirement so people find it, and after the content so another case never overwrites it. */
function caseFile(requirement: string, counterexample: JsonObject): string {
  const slug = requirement.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `cases/${slug}-${digestOf(counterexample, 8)}.json`;
}
