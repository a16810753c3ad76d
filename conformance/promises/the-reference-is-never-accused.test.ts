import { expect, it } from 'vitest';
import { buildReport } from '../../reports/index.js';
import { smallRun } from './small-run.js';

/** Promise: the reference stack keeps every promise, so whatever fails on another subject is that subject's doing. */
it('the reference stack passes the gate with every MUST exercised and every pool at its limit', () => {
  const report = buildReport(smallRun({ runs: 200 }));
  expect(report.findings).toEqual([]);
  expect(report.summary.reasons).toEqual([]);
  expect(report.summary).toMatchObject({ verdict: 'pass', exitCode: 0, canary: 'killed' });
  expect(report.summary.reach.share).toBeGreaterThanOrEqual(0.25);
  expect(report.pools.map(({ pool }) => pool)).toEqual(['sev', 'sev_es', 'tdx']);
});
