import { describe, expect, it } from 'vitest';
import { caseFiles } from './case-files.js';
import { readLog } from './log-reader.js';
import { buildReport } from './model.js';
import type { Report } from './report.js';
import { reportSchema } from './schema.js';
import { caseRecord, counterexample, failedCase, logOf } from './testing/sample-log.js';
import { releaseWords, subjectWords } from './words.js';
import { plainPalette } from './writers/palette.js';
import { writeStepSummary } from './writers/step-summary.js';
import { writeTap } from './writers/tap.js';
import { writeText } from './writers/text.js';

const policy = 'kubevirt/render/snp-policy';
const condition = 'kubevirt/run/condition';
const subject = {
  id: 'kubevirt/reference',
  stack: 'kubevirt',
  quirks: ['policy-too-small'],
  deviations: [
    {
      name: 'policy-too-small',
      sentence: 'The policy lacks a bit.',
      releases: 'kubevirt 1.5.0–1.5.2',
      source: 'kubevirt@a6aa061fd8',
      killedBy: policy,
    },
  ],
  release: { name: 'kubevirt@1.5.1', words: 'kubevirt 1.5.1' },
  unsupported: ['kubevirt/label/key-ids'],
};
const checks = [1, 0, 1, 1, 1];
const cases = [failedCase(0, policy), failedCase(1, condition), caseRecord(2)].map((record) => ({ ...record, checks }));
const records = logOf([...cases, counterexample(policy, 0)], { run: { subject } });
const report = buildReport(records);

describe('a report about a release', () => {
  it('is what its log and its schema allow', () => {
    const lines = records.map((record) => JSON.stringify(record)).join('\n');
    expect(readLog(`${lines}\n`, 'run.log.jsonl')).toEqual(records);
    expect(reportSchema.parse(report)).toEqual(report);
  });

  it('calls what the release does not know of unsupported, which is neither broken nor unexercised', () => {
    const row = report.requirements.find(({ id }) => id === 'kubevirt/label/key-ids');
    expect(row).toMatchObject({ verdict: 'unsupported', checks: 0 });
    expect(report.summary.reasons).toContainEqual({
      code: 'requirement-unsupported',
      verdict: 'unsupported',
      requirements: ['kubevirt/label/key-ids'],
    });
    expect(report.summary.reasons.map(({ code }) => code)).not.toContain('requirement-unexercised');
  });

  it('names the deviations that a requirement is meant to catch, and those behind its counterexample', () => {
    const quirksOf = ({ findings }: Report): unknown => findings.map(({ requirement, quirks }) => [requirement, quirks]);
    expect(quirksOf(report)).toEqual([
      [policy, ['policy-too-small']],
      [condition, undefined],
    ]);
    const smallest = counterexample(condition, 1, { quirks: ['policy-too-small'] });
    expect(quirksOf(buildReport([...records.slice(0, -1), smallest, ...records.slice(-1)]))).toEqual([
      [policy, ['policy-too-small']],
      [condition, ['policy-too-small']],
    ]);
  });

  it('says whom it speaks of, and how many promises the release breaks', () => {
    expect(subjectWords(report.run)).toBe('kubevirt/reference as kubevirt 1.5.1');
    expect(releaseWords(report)).toBe('kubevirt 1.5.1 breaks 2 of 4 requirements');
    expect(releaseWords(buildReport(logOf([caseRecord(0)])))).toBeUndefined();
  });

  it('shows on screen which bug is whose, with its source', () => {
    const text = writeText(report, { width: 80, palette: plainPalette });
    expect(text).toContain('subject: kubevirt/reference as kubevirt 1.5.1\nquirks: policy-too-small\n');
    expect(text).toContain('quirk:  policy-too-small (kubevirt 1.5.0–1.5.2; kubevirt@a6aa061fd8)\n');
    expect(text).toContain('  - kubevirt 1.5.1 breaks 2 of 4 requirements\n');
  });

  it('says so in the other formats too', () => {
    expect(writeStepSummary(report)).toContain('- kubevirt 1.5.1 breaks 2 of 4 requirements');
    expect(writeTap(report)).toMatch(/# SKIP .*the subject does not know what it is about/);
  });

  it('saves its cases with the release, so that a replay judges the same', () => {
    const [file] = caseFiles(report);
    expect(JSON.parse(file?.text ?? '')).toMatchObject({ subject: { release: 'kubevirt@1.5.1', quirks: ['policy-too-small'] } });
  });
});
