import { describe, expect, it } from 'vitest';
import type { CaseRecord, RunRecord } from '../log.js';
import { buildReport } from '../model.js';
import type { MatrixCells } from '../report.js';
import { caseRecord, failedCase, logOf, requirement } from '../testing/sample-log.js';

const run: Partial<RunRecord> = {
  machines: ['genoa', 'emerald-rapids'],
  requirements: [requirement('a/any', 'label', 'g', 's'), { ...requirement('a/tdx', 'label', 'g', 's'), about: ['tdx'] }],
  faults: ['psp-error', 'host-reboot'],
  features: [
    { kind: 'technology', id: 'snp', machine: 'genoa', mark: 0 },
    { kind: 'technology', id: 'tdx', machine: 'emerald-rapids', mark: 1 },
  ],
};

function cellsOf(records: readonly CaseRecord[], id: string): readonly MatrixCells[] {
  const { matrix } = buildReport(logOf(records, { run }));
  expect(matrix.columns).toEqual(['any', 'none', 'psp-error', 'host-reboot']);
  return matrix.rows.find(({ requirement: each }) => each === id)?.machines ?? [];
}

const onGenoa = (index: number, more: Partial<CaseRecord> = {}): CaseRecord => caseRecord(index, { checks: [2, 0], ...more });

describe('the matrix', () => {
  it('counts cases, not checks, and a case under each fault that was on its machine', () => {
    const cases = [onGenoa(0), onGenoa(1, { faults: { genoa: [0, 1] } }), onGenoa(2, { faults: { genoa: [1] } })];
    expect(cellsOf(cases, 'a/any')[0]?.runs).toEqual([3, 1, 1, 2]);
  });

  it('counts a case for each of its machines, with what was wrong on that one', () => {
    const both = onGenoa(0, { machines: ['emerald-rapids', 'genoa'], faults: { genoa: [0] } });
    const [genoa, emerald] = cellsOf([both], 'a/any');
    expect([genoa?.runs, emerald?.runs]).toEqual([
      [1, 0, 1, 0],
      [1, 1, 0, 0],
    ]);
  });

  it('bounds the failure rate by 3/N over random cases, and not where one failed', () => {
    const chosen = onGenoa(0, { phase: 'deterministic' });
    const random = Array.from({ length: 6 }, (_, index) => onGenoa(index + 1));
    expect(cellsOf([chosen, ...random], 'a/any')[0]?.bounds).toEqual([0.5, 0.5, null, null]);
    const broken = { ...failedCase(7, 'a/any'), checks: [1, 0], faults: { genoa: [0] } };
    expect(cellsOf([chosen, ...random, broken], 'a/any')[0]).toMatchObject({
      bounds: [null, 0.5, null, null],
      failed: [1, 0, 1, 0],
    });
  });

  it('leaves a machine out that has nothing of what a requirement is about, unless it was checked there alone', () => {
    const machines = (...cases: readonly CaseRecord[]): readonly string[] =>
      cellsOf(cases, 'a/tdx').map(({ machine }) => machine);
    expect(machines(onGenoa(0, { machines: ['emerald-rapids', 'genoa'], checks: [1, 1] }))).toEqual(['emerald-rapids']);
    expect(machines(onGenoa(0, { checks: [1, 1] }))).toEqual(['genoa', 'emerald-rapids']);
  });
});
