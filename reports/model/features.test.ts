import { describe, expect, it } from 'vitest';
import type { FeatureRecord, RunRecord } from '../log.js';
import { buildReport } from '../model.js';
import type { Report } from '../report.js';
import { caseRecord, logOf } from '../testing/sample-log.js';
import { verdictNotes } from '../words.js';

const technology: FeatureRecord = { kind: 'technology', id: 'snp', machine: 'genoa', mark: 1 };
const features: readonly FeatureRecord[] = [technology, { kind: 'fault', id: 'psp-error' }, { kind: 'stage', id: 'render' }];

function reportOf(cases: readonly Parameters<typeof caseRecord>[1][], more: Partial<RunRecord> = {}): Report {
  const records = cases.map((overrides, index) => caseRecord(index, overrides));
  return buildReport(logOf(records, { run: { features, faults: ['psp-error'], ...more } }));
}

describe('declared features', () => {
  it('are all exercised by a guest that used the technology, a case with the fault and a check of the stage', () => {
    const { features: found, summary } = reportOf([{ marks: [0, 1] }, { faults: { genoa: [0] } }]);
    expect(found).toEqual({ declared: 3, exercised: 3, unexercised: [] });
    expect(summary.verdict).toBe('pass');
  });

  it('that no case exercised make the run inconclusive, each by name', () => {
    const report = reportOf([{ marks: [0], checks: [1, 1, 1, 0, 1] }]);
    expect(report.summary).toMatchObject({ verdict: 'inconclusive', exitCode: 3 });
    expect(verdictNotes(report)).toContain('3 declared features never exercised: snp on genoa, fault psp-error and stage render');
  });

  it('of a stage the subject does not have are not asked for', () => {
    const subject = { id: 'x', stack: 'kubevirt', quirks: [], stages: ['label', 'schedule', 'run'] };
    const { features: found } = reportOf([{ marks: [1], faults: { genoa: [0] }, checks: [1, 1, 1, 0, 1] }], { subject });
    expect(found.unexercised).toEqual([]);
  });

  it('say nothing where nothing ran: that is reason enough', () => {
    expect(reportOf([]).summary.reasons.map(({ code }) => code)).not.toContain('feature-unexercised');
  });
});

describe('a declared pool', () => {
  it('that no case asked a key ID of has not been filled to its limit', () => {
    const { pools, summary } = reportOf([{ marks: [1], faults: { genoa: [0] } }], { pools: ['sev', 'tdx'] });
    expect(pools.find(({ pool }) => pool === 'tdx')).toMatchObject({ cases: 0, verdict: 'inconclusive' });
    expect(summary.reasons).toEqual([{ code: 'pool-limit-unreached', verdict: 'inconclusive', pools: ['tdx'] }]);
  });
});
