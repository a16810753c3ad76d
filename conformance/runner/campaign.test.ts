import { describe, expect, it } from 'vitest';
import { buildReport, type CaseRecord, type LogRecord } from '../../reports/index.js';
import { Defect } from '../../sim/core/defect.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { campaign, caseJudge, caseRecords } from './campaign.js';
import { planRun } from './plan.js';

function run(kit: StackKit): LogRecord[] {
  const plan = planRun({ seed: 1, runs: 0, machines: ['skylake'], kit });
  return [...campaign({ plan, quirks: [], flags: [], shard: { index: 1, count: 1 }, version: '0.0.0' })];
}

function casesOf(records: readonly LogRecord[]): CaseRecord[] {
  return records.filter((record): record is CaseRecord => record.record === 'case');
}

describe('a campaign', () => {
  it('has its canary killed, and says so', () => {
    const records = run(kubevirtKit);
    expect(casesOf(records)[0]).toMatchObject({ phase: 'canary', verdict: 'pass', findings: [] });
    expect(records.at(-1)).toMatchObject({ record: 'end', canaryKilled: true });
  });

  it('is an error when nobody kills the canary, however well all else went', () => {
    const records = run({ ...kubevirtKit, stack: 'without-judges' });
    expect(casesOf(records)[0]).toMatchObject({ phase: 'canary', verdict: 'error' });
    expect(records.at(-1)).toMatchObject({ canaryKilled: false });
    expect(buildReport(records).summary).toMatchObject({ verdict: 'error', exitCode: 4, canary: 'survived' });
  });

  it('turns a defect of the harness into an error, never into a verdict about the subject', () => {
    const broken = (): never => {
      throw new Defect('a request could not be made');
    };
    const records = run({ ...kubevirtKit, request: broken });
    const [, ...judged] = casesOf(records);
    const failing = judged.filter(({ verdict }) => verdict !== 'pass');
    expect(failing.length).toBeGreaterThan(0);
    for (const { verdict, findings } of failing) {
      expect(verdict).toBe('error');
      expect(findings).toMatchObject([{ requirement: 'fauxmetal/defect' }]);
    }
    expect(buildReport(records).summary.exitCode).toBe(4);
  });
});

describe('cases that are judged a few at a time', () => {
  it('are judged with one subject, and come to what they come to together', () => {
    let made = 0;
    const subject: StackKit['subject'] = (...options) => {
      made += 1;
      return kubevirtKit.subject(...options);
    };
    const plan = planRun({ seed: 1, runs: 0, machines: ['skylake'], kit: { ...kubevirtKit, subject } });
    const judged = caseJudge({ plan, quirks: [] });
    const before = made;
    const apart = [[1, 2], [3], [4, 5, 6]].flatMap((few) => [...judged(few)]);
    expect(made).toBe(before);
    expect(apart).toEqual([...caseRecords({ plan, quirks: [] }, [1, 2, 3, 4, 5, 6])]);
  });
});
