import { describe, expect, it } from 'vitest';
import { buildReport, type LogRecord, mergeLogs, type Report, sealReport } from '../../reports/index.js';
import type { KnownFailureRecord } from '../../reports/log.js';
import type { Case } from '../../sim/contracts/commands.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import { type KnownFailure, knownFailureRecords } from './baseline.js';
import { benchWith } from './bench.js';
import { campaign } from './campaign.js';
import { planRun } from './plan.js';

// The first cases of a plan are enough: saved ones, which break most.
const whole = planRun({ seed: 5, runs: 0, machines: ['emerald-rapids'], kit: kubevirtKit });
const plan = { ...whole, deterministic: 99, length: 100 };
const quirk = kubevirtKit.quirks.find(({ name }) => name === 'tdx-policy-debug-bit')?.name ?? '';

function run(quirks: readonly string[], baseline?: readonly KnownFailureRecord[], shard = { index: 1, count: 1 }): LogRecord[] {
  return [...campaign({ plan, quirks, flags: [], shard, version: '0.0.0', ...(baseline !== undefined && { baseline }) })];
}

const broken = run([quirk], []);
const failures = broken.flatMap((record): readonly KnownFailure[] =>
  record.record === 'counterexample'
    ? [
        {
          fingerprint: record.fingerprint ?? '',
          requirement: record.requirement,
          reason: 'It waits for the next release.',
          expires: '2026-12-31',
          case: record.counterexample as unknown as Case,
        },
      ]
    : [],
);

const requirement = failures[0]?.requirement ?? '';

function reportWith(quirks: readonly string[], known: readonly KnownFailure[], today = '2026-11-21'): Report {
  return buildReport(run(quirks, knownFailureRecords(known, today, benchWith(kubevirtKit, quirks))));
}

function codes({ summary }: Report): readonly string[] {
  return summary.reasons.map(({ code }) => code);
}

describe('a baseline', () => {
  it('takes the failures it knows out of the verdict, and says why', () => {
    expect(failures.length).toBeGreaterThan(0);
    const report = reportWith([quirk], failures);
    expect(codes(report)).toContain('failure-known');
    expect(codes(report)).not.toContain('requirement-broken');
    expect(report.summary.reasons.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(report.findings[0]).toMatchObject({ known: { reason: 'It waits for the next release.', expires: '2026-12-31' } });
    expect(report.requirements.find(({ id }) => id === requirement)?.verdict).toBe('disabled');
  });

  it('is good on its last day, and fails the run on the next', () => {
    expect(codes(reportWith([quirk], failures, '2026-12-31'))).not.toContain('known-failure-expired');
    const late = reportWith([quirk], failures, '2027-01-01');
    expect(codes(late)).toEqual(expect.arrayContaining(['known-failure-expired', 'requirement-broken']));
    expect(late.summary.exitCode).toBe(1);
  });

  it('fails the run for an entry that is fixed', () => {
    const report = reportWith([], failures);
    expect(codes(report)).toContain('known-failure-fixed');
    expect(report.summary.exitCode).toBe(1);
  });

  it('knows a fixed entry without a case by the whole run alone', () => {
    const bare = failures.map(({ case: _, ...each }) => each);
    expect(codes(reportWith([quirk], bare))).not.toContain('known-failure-fixed');
    expect(codes(reportWith([], bare))).toContain('known-failure-fixed');
    const records = knownFailureRecords(bare, '2026-11-21', benchWith(kubevirtKit, []));
    expect(codes(buildReport(run([], records, { index: 1, count: 2 })))).not.toContain('known-failure-fixed');
  });

  it('does not hide a failure of another shape', () => {
    const [first, ...others] = failures.filter((each) => each.requirement === requirement);
    const foreign = { ...(first as KnownFailure), fingerprint: '0000000000000000' };
    expect(codes(reportWith([quirk], [foreign]))).toContain('requirement-broken');
    const partly = reportWith([quirk], [first as KnownFailure]);
    expect(codes(partly).includes('failure-known')).toBe(others.length === 0);
  });

  it.each([2, 7])('comes to the same in %i shards', (count) => {
    const known = knownFailureRecords(failures.slice(0, 1), '2026-11-21', benchWith(kubevirtKit, [quirk]));
    const unsharded = run([quirk], known);
    const shards = Array.from({ length: count }, (_, index) => run([quirk], known, { index: index + 1, count }));
    expect(sealReport(buildReport(mergeLogs(shards)))).toBe(sealReport(buildReport(unsharded)));
  });
});
