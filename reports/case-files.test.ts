import { expect, it } from 'vitest';
import { caseFiles } from './case-files.js';
import { buildReport } from './model.js';
import { counterexample, failedCase, logOf } from './testing/sample-log.js';

it('saves each counterexample with the subject and the requirement it broke', () => {
  const id = 'kubevirt/render/snp-policy';
  const subject = { id: 'kubevirt/reference', stack: 'kubevirt', quirks: ['snp-policy-0x3000'], stages: ['render'] };
  const broken = [failedCase(0, id), failedCase(1, 'kubevirt/label/sev')];
  const files = caseFiles(buildReport(logOf([...broken, counterexample(id, 0)], { run: { subject } })));
  expect(files).toHaveLength(1);
  expect(files[0]?.path).toMatch(/^cases\/kubevirt-render-snp-policy-.{8}\.json$/);
  expect(JSON.parse(files[0]?.text ?? '')).toEqual({
    format: 'fauxmetal-replay/1',
    subject: { id: 'kubevirt/reference', stack: 'kubevirt', quirks: ['snp-policy-0x3000'] },
    requirement: id,
    case: counterexample(id, 0).counterexample,
  });
});

it('is one line that ends in a line feed', () => {
  const id = 'kubevirt/label/sev';
  const [file] = caseFiles(buildReport(logOf([failedCase(0, id), counterexample(id, 0)])));
  expect(file?.text.split('\n')).toHaveLength(2);
});
