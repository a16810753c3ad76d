import { expect, it } from 'vitest';
import { buildReport, mergeLogs, type Report, readLog, writeJunit, writeLogLine, writeSarif, writeText } from './index.js';
import type { KnownFailureRecord, LogRecord } from './log.js';
import { canaryRecord, caseRecord, counterexample, endRecord, failedCase, runRecord } from './testing/sample-log.js';

const requirement = 'kubevirt/label/sev';
const known: KnownFailureRecord = {
  fingerprint: 'aaaaaaaaaaaaaaaa',
  requirement,
  reason: 'It waits for 1.5.3.',
  expires: '2026-12-31',
  ticket: 'X-1',
};

function log(entry: Partial<KnownFailureRecord>, ...fingerprints: readonly string[]): LogRecord[] {
  const plan = { deterministic: 0, random: 3, canary: 1 };
  return [
    runRecord({ plan, baseline: [{ ...known, ...entry }] }),
    canaryRecord(),
    ...[1, 2].map((index) => (fingerprints.length > 0 ? failedCase(index, requirement) : caseRecord(index))),
    caseRecord(3),
    ...fingerprints.map((fingerprint, index) => ({ ...counterexample(requirement, index + 1), fingerprint })),
    endRecord(4),
  ];
}

function reasons({ summary }: Report): readonly string[] {
  return summary.reasons.map(({ code }) => code);
}

it('a known failure does not fail the run, and every format says why', () => {
  const report = buildReport(log({}, known.fingerprint));
  expect(report.summary).toMatchObject({ verdict: 'disabled', exitCode: 0 });
  expect(writeText(report)).toContain('known:  It waits for 1.5.3. (X-1), until 2026-12-31');
  expect(writeText(report)).toContain('known until 2026-12-31: kubevirt/label/sev: It waits for 1.5.3. (X-1)');
  expect(writeJunit(report)).toContain(`<skipped message='known until 2026-12-31: It waits for 1.5.3.'`);
  expect(writeSarif(report)).toContain('"suppressions":[{"justification":"known until 2026-12-31: It waits for 1.5.3. (X-1)"');
});

it('another failure of the same requirement fails it, and is the one that is shown', () => {
  const report = buildReport(log({}, known.fingerprint, 'bbbbbbbbbbbbbbbb'));
  expect(report.summary.verdict).toBe('fail');
  expect(report.findings[0]?.counterexample?.fingerprint).toBe('bbbbbbbbbbbbbbbb');
  expect(report.findings[0]).not.toHaveProperty('known');
});

it('an expired entry fails it, and so does a fixed one', () => {
  const expired = buildReport(log({ expired: true }, known.fingerprint));
  expect(reasons(expired)).toEqual(expect.arrayContaining(['known-failure-expired', 'requirement-broken']));
  const fixed = buildReport(log({ replayed: true, fixed: true }));
  expect(reasons(fixed)).toContain('known-failure-fixed');
  expect(writeJunit(fixed)).toContain('fauxmetal/baseline-current');
  for (const { summary } of [expired, fixed]) expect(summary.exitCode).toBe(1);
});

it('an entry whose own case is fixed, but which is there again, is not fixed', () => {
  expect(reasons(buildReport(log({ replayed: true, fixed: true }, known.fingerprint)))).not.toContain('known-failure-fixed');
});

it('a log with a baseline is read back and merged', () => {
  const whole = log({}, known.fingerprint, 'bbbbbbbbbbbbbbbb');
  expect(readLog(whole.map(writeLogLine).join(''))).toEqual(JSON.parse(JSON.stringify(whole)));
  expect(buildReport(mergeLogs([whole]))).toEqual(buildReport(whole));
});
