import { expect, it } from 'vitest';
import { buildReport } from '../../reports/index.js';
import { smallRun } from './small-run.js';

/** Promise: the reference stacks keep every promise, so whatever fails on another subject is that subject's doing. */
it.each([
  ['kubevirt', 200],
  ['nova', 60],
  ['kata', 60],
] as const)('the reference of %s passes the gate with every MUST exercised and every pool at its limit', (stack, runs) => {
  const report = buildReport(smallRun({ stack, runs }));
  expect(report.findings).toEqual([]);
  expect(report.summary.reasons).toEqual([]);
  expect(report.summary).toMatchObject({ verdict: 'pass', exitCode: 0, canary: 'killed' });
  expect(report.summary.reach.share).toBeGreaterThanOrEqual(0.25);
  expect(report.pools.map(({ pool }) => pool)).toEqual(['sev', 'sev_es', 'tdx']);
});

it('stacks that share hosts are accused of nothing', () => {
  expect(buildReport(smallRun({ stack: 'all', runs: 40, machines: ['genoa', 'emerald-rapids'] })).findings).toEqual([]);
});
