import { expect, it } from 'vitest';
import { coverageOf } from './coverage.js';
import { buildReport } from './model.js';
import { caseRecord, logOf } from './testing/sample-log.js';
import { writeText } from './writers/text.js';

const report = buildReport(
  logOf(
    [
      caseRecord(0, { machines: ['genoa'], checks: [1, 1, 1, 0, 1], faults: { genoa: [0] } }),
      caseRecord(1, { machines: ['genoa'], checks: [1, 1, 0, 0, 0] }),
      caseRecord(2, { machines: ['rome'], checks: [1, 0, 0, 0, 0] }),
    ],
    { run: { machines: ['genoa', 'rome'], faults: ['psp-error', 'host-reboot'] } },
  ),
);

it('counts the cells of requirement × machine × fault that have a case', () => {
  expect(coverageOf(report)).toMatchObject({ cells: 5 * 2 * 3, filled: 7 });
});

it('names MUSTs that were checked, but never on a machine or under a fault; one never checked at all is another matter', () => {
  const { neverOn, neverUnder } = coverageOf(report);
  expect(neverOn).toEqual([{ at: 'rome', requirements: ['kubevirt/label/key-ids', 'kubevirt/schedule/key-ids'] }]);
  expect(neverUnder).toEqual([
    { at: 'host-reboot', requirements: ['kubevirt/label/sev', 'kubevirt/label/key-ids', 'kubevirt/schedule/key-ids'] },
  ]);
});

it('shows the thinnest cells first, and what they rule out', () => {
  const [thinnest] = coverageOf(report).thinnest;
  expect(thinnest).toEqual({ requirement: 'kubevirt/label/sev', machine: 'rome', cases: 1, failureRateBound: 1 });
});

it('has a short section on the screen', () => {
  const text = writeText(report, { width: 120 });
  expect(text).toContain('23 % of 30 cells have a case');
  expect(text).toContain('2 MUSTs never checked on rome: kubevirt/label/key-ids, kubevirt/schedule/key-ids');
  expect(text).toContain('MUSTs never checked while something was wrong: host-reboot 3');
});
