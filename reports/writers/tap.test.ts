import { expect, it } from 'vitest';
import { buildReport } from '../model.js';
import { caseRecord, failedCase, logOf, sampleLog } from '../testing/sample-log.js';
import { writeTap } from './tap.js';

const policy = 'kubevirt/render/snp-policy';

it('begins with its version and has a plan that fits its test points', () => {
  const lines = writeTap(buildReport(sampleLog())).split('\n');
  expect(lines[0]).toBe('TAP version 14');
  expect(lines).toContain('1..10');
  const numbers = lines.flatMap((line) => /^(?:not )?ok (\d+) - /.exec(line)?.[1] ?? []);
  expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
});

it('gives a broken requirement a YAML block', () => {
  const text = writeTap(buildReport(logOf([failedCase(0, policy, 'say "no"')])));
  expect(text).toContain(
    [
      'not ok 4 - kubevirt/render/snp-policy: The SNP policy is 0x30000 unless the request says otherwise.',
      '  ---',
      '  severity: "fail"',
      '  type: "MUST"',
      '  message: "say \\"no\\""',
      '  details:',
    ].join('\n'),
  );
});

it('skips what was not exercised and fails the rule that everything is', () => {
  const text = writeTap(buildReport(logOf([caseRecord(0, { checks: [1, 1, 1, 0, 1] })])));
  expect(text).toMatch(/^ok 4 - .* # SKIP no case exercised it$/m);
  expect(text).toMatch(/^not ok 9 - fauxmetal\/requirements-exercised/m);
});

it('lets no message become a directive or a test point', () => {
  const text = writeTap(buildReport(logOf([failedCase(0, policy, '# SKIP\nok 99 - fine\n...')])));
  expect(text).not.toMatch(/^ok 99/m);
  expect(text.match(/# SKIP/g)).toHaveLength(2);
  expect(text).toContain('  message: "# SKIP ok 99 - fine ..."');
});
