import { expect, it } from 'vitest';
import { buildReport } from '../model.js';
import { caseRecord, counterexample, failedCase, finding, logOf, requirement, sampleLog } from '../testing/sample-log.js';
import { stepSummaryLimitBytes, writeStepSummary } from './step-summary.js';

const policy = 'kubevirt/render/snp-policy';

it('says the verdict first, then why, then shows tables and findings', () => {
  const text = writeStepSummary(buildReport(sampleLog()));
  expect(text).toMatch(/^## fauxmetal: fail \(kubevirt\/reference\)\n\n60 cases, /);
  expect(text).toContain('| host | label | schedule | render | run |\n| --- | ---: | ---: | ---: | ---: |\n| rome |');
  expect(text).toContain('| key-ID pool | limit−1 | limit | limit+1 | any of these |');
  expect(text).toContain('### ❌ `kubevirt/schedule/key-ids`');
});

it('stays within its limit and counts the findings that do not fit', () => {
  const many = Array.from({ length: 400 }, (_, index) => requirement(`k/${index}`, 'label', 'g', 'Something holds.'));
  const findings = many.map(({ id }) => finding(id, '秘'.repeat(400)));
  const text = writeStepSummary(
    buildReport(logOf([caseRecord(0, { findings, checks: [] })], { run: { requirements: many, marks: [] } })),
  );
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(stepSummaryLimitBytes);
  expect(text).toMatch(/…and \d+ findings more in report\.json\.\n$/);
});

it('stays within its limit with a plan of thousands of machines', () => {
  const machines = Array.from({ length: 3_000 }, (_, index) => `machine-with-a-long-name-${index}`);
  const text = writeStepSummary(buildReport(logOf([], { run: { machines } })));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(stepSummaryLimitBytes);
  expect(text.endsWith('…the rest is in report.json.\n')).toBe(true);
});

it('lets no message become markup', () => {
  const message = '| a | **b** <details> @everyone `c`';
  const text = writeStepSummary(
    buildReport(logOf([failedCase(0, policy, message), counterexample(policy, 0, { message, summary: '``x``' })])),
  );
  expect(text).toContain('\\| a \\| \\*\\*b\\*\\* \\<details\\> @\u200beveryone \\`c\\`');
  expect(text).toContain('- smallest case: \\`\\`x\\`\\`');
});

it('folds long lists of what was not met', () => {
  const text = writeStepSummary(buildReport(logOf([caseRecord(0, { checks: [], marks: [] })])));
  expect(text).toContain('<details><summary>Not exercised (5)</summary>\n\n- `kubevirt/label/sev`');
  expect(text).toContain('<details><summary>Never met (2)</summary>');
});
