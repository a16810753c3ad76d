import { describe, expect, it } from 'vitest';
import { kubevirtKit } from '../../subjects/kubevirt.js';
import { benchWith } from '../bench.js';
import { caseRecords } from '../campaign.js';
import { readSavedCase, savedCaseText } from '../corpus.js';
import { breaksRequirement } from '../counterexample.js';
import { planRun } from '../plan.js';
import { Discoveries, type Discovery, savedSubject } from './discoveries.js';

const quirks = ['label-value-empty'];
const plan = planRun({ seed: 3, runs: 2, machines: ['rome'], kit: kubevirtKit });
const first = plan.length - plan.random;
const records = [
  ...caseRecords(
    { plan, quirks },
    Array.from({ length: plan.random }, (_, index) => first + index),
  ),
];

function discover(known: readonly string[] = []): readonly Discovery[] {
  const bench = benchWith(kubevirtKit, quirks);
  const discoveries = new Discoveries(bench, savedSubject(bench, undefined), new Set(known));
  return records.slice(0, known.length === 0 ? 2 : 1).flatMap((record) => [...discoveries.take(record, plan)]);
}

describe('discoveries', () => {
  const found = discover();
  const failures = found.filter(({ what }) => what === 'failure');

  it('have each failure once, as a small case that still fails', () => {
    const fingerprints = failures.map(({ saved }) => saved.broke?.fingerprint);
    expect(failures.length).toBeGreaterThan(1);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
    for (const { saved } of failures) {
      expect(breaksRequirement(saved.case, saved.broke?.requirement ?? '', benchWith(kubevirtKit, quirks)), saved.shows).toBe(
        true,
      );
      expect(saved.case.hosts).toHaveLength(1);
    }
  });

  it('have each situation once, under the name of the first', () => {
    const marks = found.flatMap(({ saved }) => saved.marks ?? []);
    expect(marks.length).toBeGreaterThan(3);
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('are the same again, and can be read back', () => {
    expect(discover()).toEqual(found);
    for (const { saved } of found) expect(readSavedCase(savedCaseText(saved), `${saved.name}.json`)).toEqual(saved);
  });

  it('leave out what is known', () => {
    const [one] = failures;
    const known = one?.saved.broke?.fingerprint ?? '';
    expect(discover([known]).map(({ saved }) => saved.broke?.fingerprint)).not.toContain(known);
  });
});
