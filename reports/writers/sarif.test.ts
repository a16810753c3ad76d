import { expect, it } from 'vitest';
import { buildReport } from '../model.js';
import type { Report } from '../report.js';
import { caseRecord, counterexample, failedCase, finding, logOf, sampleLog } from '../testing/sample-log.js';
import { writeSarif } from './sarif.js';

const policy = 'kubevirt/render/snp-policy';

// biome-ignore lint/suspicious/noExplicitAny: the document as its reader sees it
const runOf = (report: Report): any => JSON.parse(writeSarif(report)).runs[0];

it('has a rule a requirement, by level', () => {
  const { driver } = runOf(buildReport(sampleLog())).tool;
  expect(driver.rules.map((rule: { id: string }) => rule.id)).toContain(policy);
  expect(driver.rules.map((rule: { defaultConfiguration: object }) => rule.defaultConfiguration)).toEqual([
    { level: 'error' },
    { level: 'error' },
    { level: 'error' },
    { level: 'error' },
    { level: 'warning' },
  ]);
});

it('locates a result in its saved counterexample and points at its rule', () => {
  const run = runOf(buildReport(logOf([failedCase(0, policy), counterexample(policy, 0)])));
  expect(run.results[0]).toMatchObject({ ruleId: policy, ruleIndex: 3, kind: 'fail', level: 'error', occurrenceCount: 1 });
  expect(run.tool.driver.rules[3].id).toBe(policy);
  expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(/^cases\/kubevirt-render-snp-policy-/);
});

it('keeps the fingerprint of a finding from run to run, however it shows', () => {
  const print = (message: string, seed: number): unknown => {
    return runOf(buildReport(logOf([failedCase(0, policy, message)], { run: { seed } }))).results[0].partialFingerprints;
  };
  expect(print('one', 1)).toEqual(print('another', 2));
});

it('notifies of what keeps the run from proving anything', () => {
  const { invocations } = runOf(buildReport(logOf([caseRecord(0)], { end: false })));
  expect(invocations[0]).toMatchObject({ exitCode: 3, executionSuccessful: false });
  expect(invocations[0].toolExecutionNotifications[0]).toMatchObject({ descriptor: { id: 'interrupted' }, level: 'warning' });
});

it('has a rule of its own for defects of fauxmetal', () => {
  const run = runOf(buildReport(logOf([caseRecord(0, { verdict: 'error', findings: [finding('fauxmetal/defect', 'broken')] })])));
  expect(run.results[0]).toMatchObject({ ruleId: 'fauxmetal/defect', ruleIndex: 5, level: 'error' });
  expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('report.json');
});
