import { expect, it } from 'vitest';
import { buildReport } from './model.js';
import { shardVerdict } from './shard-verdict.js';
import { caseRecord, failedCase, logOf } from './testing/sample-log.js';

const shard = { run: { plan: { deterministic: 0, random: 4, canary: 1 }, shard: { index: 1, count: 2 } } };

it('does not blame a shard for what the others may hold', () => {
  const report = buildReport(logOf([caseRecord(0, { checks: [], reach: { sev: 0 } })], shard));
  expect(report.summary.verdict).toBe('inconclusive');
  expect(shardVerdict(report)).toBe('pass');
});

it('keeps what the shard itself found or left undone', () => {
  expect(shardVerdict(buildReport(logOf([failedCase(0, 'kubevirt/label/sev')], shard)))).toBe('fail');
  expect(shardVerdict(buildReport(logOf([caseRecord(0)], { ...shard, end: false })))).toBe('inconclusive');
});
