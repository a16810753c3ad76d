import { expect, it } from 'vitest';
import { diffReports } from './diff.js';
import { writeDiff } from './diff-text.js';
import type { RunRecord } from './log.js';
import { buildReport } from './model.js';
import type { Report } from './report.js';
import { caseRecord, failedCase, finding, logOf, sampleRequirements } from './testing/sample-log.js';

const [sev, keyIds, schedule, policy, condition] = sampleRequirements.map((requirement) => requirement.id) as [
  string,
  string,
  string,
  string,
  string,
];

function reportOf(broken: readonly string[], checks: readonly number[] = [1, 1, 1, 1, 1], run: Partial<RunRecord> = {}): Report {
  const findings = broken.map((id) => finding(id, `found \u001b[31mwrong ${id}`));
  return buildReport(logOf([caseRecord(0, { checks, findings, verdict: broken.length > 0 ? 'fail' : 'pass' })], { run }));
}

it('tells regressions, fixes, lost knowledge and other changes apart', () => {
  const diff = diffReports(reportOf([policy], [1, 1, 1, 1, 0]), reportOf([sev], [1, 1, 0, 1, 1]));
  expect(diff.verdict).toEqual({ before: 'fail', after: 'fail' });
  expect(diff.regressions.map((change) => [change.requirement, change.before, change.after])).toEqual([[sev, 'pass', 'fail']]);
  expect(diff.fixed.map((change) => change.requirement)).toEqual([policy]);
  expect(diff.lost.map((change) => change.requirement)).toEqual([schedule]);
  expect(diff.changed.map((change) => change.requirement)).toEqual([condition]);
  expect(diff.unchanged).toBe(1);
});

it('counts a requirement that is new and broken as a regression, and names those that came and went', () => {
  const without = (id: string): Partial<RunRecord> => ({
    requirements: sampleRequirements.filter((requirement) => requirement.id !== id),
  });
  const diff = diffReports(reportOf([], [1, 1, 1, 1], without(sev)), reportOf([sev], [1, 1, 1, 1], without(keyIds)));
  expect(diff.regressions.map((change) => [change.requirement, change.before])).toEqual([[sev, undefined]]);
  expect([diff.added, diff.removed]).toEqual([[sev], [keyIds]]);
});

it('says when the runs were not the same plan', () => {
  expect(diffReports(reportOf([]), reportOf([])).differentPlans).toEqual([]);
  expect(diffReports(reportOf([]), reportOf([], [1, 1, 1, 1, 1], { seed: 8, machines: ['genoa'] })).differentPlans).toEqual([
    'seed',
    'machines',
  ]);
});

it('is written regressions first, within 80 columns and without control characters', () => {
  const text = writeDiff(diffReports(reportOf([policy]), buildReport(logOf([failedCase(0, sev, 'x'.repeat(5000))]))));
  expect(text.split('\n').slice(0, 4)).toEqual([
    'verdict: fail → fail',
    '',
    'Regressions (1)',
    '  kubevirt/label/sev  pass → fail',
  ]);
  expect(text).toContain('Fixed (1)\n  kubevirt/render/snp-policy  fail → pass');
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(text.endsWith('3 requirements unchanged\n')).toBe(true);
});
