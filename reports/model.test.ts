import { describe, expect, it } from 'vitest';
import { Defect } from '../sim/core/defect.js';
import type { LogRecord } from './log.js';
import { buildReport } from './model.js';
import type { Report } from './report.js';
import {
  canaryRecord,
  caseRecord,
  counterexample,
  endRecord,
  failedCase,
  finding,
  logOf,
  marks,
  requirement,
  runRecord,
  sampleLog,
  sampleRequirements,
} from './testing/sample-log.js';

const policy = 'kubevirt/render/snp-policy';
const codes = (report: Report): readonly string[] => report.summary.reasons.map((reason) => reason.code);
const rowOf = (report: Report, id: string): Report['requirements'][number] | undefined =>
  report.requirements.find((row) => row.id === id);

describe('verdict', () => {
  it('is pass when everything planned ran, held and reached its limits', () => {
    const { summary } = buildReport(logOf([canaryRecord(0), caseRecord(1), caseRecord(2)]));
    expect(summary).toMatchObject({
      verdict: 'pass',
      exitCode: 0,
      reasons: [],
      canary: 'killed',
      provisional: false,
      commands: 4,
      checks: 10,
    });
  });

  it('is inconclusive when nothing ran', () => {
    const { summary } = buildReport(logOf([canaryRecord(0)]));
    expect(summary).toMatchObject({ verdict: 'inconclusive', exitCode: 3 });
    expect(summary.reasons[0]).toEqual({ code: 'nothing-ran', verdict: 'inconclusive' });
  });

  it('is error when the canary survived or was never run', () => {
    const survived: LogRecord[] = [
      ...logOf([canaryRecord(0), caseRecord(1)], { end: false }),
      { ...endRecord(2), canaryKilled: false },
    ];
    expect(buildReport(survived).summary).toMatchObject({ verdict: 'error', exitCode: 4, canary: 'survived' });
    const never: LogRecord[] = [...logOf([caseRecord(0)], { end: false }), { ...endRecord(1), canaryKilled: false }];
    expect(buildReport(never).summary.verdict).toBe('error');
  });

  it('is inconclusive when the run was interrupted', () => {
    const report = buildReport(logOf([caseRecord(0)], { end: false, run: { plan: { deterministic: 0, random: 4, canary: 1 } } }));
    expect(report.summary).toMatchObject({ verdict: 'inconclusive', canary: 'unknown' });
    expect(report.summary.reasons).toEqual([{ code: 'interrupted', verdict: 'inconclusive', judged: 1, planned: 5 }]);
  });

  it('is inconclusive when the run ended before its plan did', () => {
    const report = buildReport(logOf([caseRecord(0)], { run: { plan: { deterministic: 0, random: 4, canary: 0 } } }));
    expect(report.summary.reasons).toEqual([{ code: 'cases-missing', verdict: 'inconclusive', judged: 1, planned: 4 }]);
  });

  it('is fail when a MUST is broken, whatever its case says', () => {
    const report = buildReport(logOf([caseRecord(0, { findings: [finding(policy, 'wrong')] })]));
    expect(report.summary).toMatchObject({ verdict: 'fail', exitCode: 1 });
    expect(report.summary.reasons).toEqual([{ code: 'requirement-broken', verdict: 'fail', requirements: [policy] }]);
  });

  it('leaves it to the case whether a broken SHOULD counts', () => {
    const broken = finding('kubevirt/run/condition', 'wrong');
    expect(buildReport(logOf([caseRecord(0, { findings: [broken] })])).summary.verdict).toBe('pass');
    expect(buildReport(logOf([caseRecord(0, { findings: [broken], verdict: 'fail' })])).summary.verdict).toBe('fail');
  });

  it('takes the worst verdict of the cases and says where it was met first', () => {
    const report = buildReport(
      logOf([
        caseRecord(0, { verdict: 'unsupported' }),
        caseRecord(2, { verdict: 'error' }),
        caseRecord(1, { verdict: 'error' }),
      ]),
    );
    expect(report.summary.verdict).toBe('error');
    expect(report.summary.verdicts).toEqual({ unsupported: 1, error: 2 });
    expect(report.summary.reasons[0]).toEqual({ code: 'case-verdict', verdict: 'error', cases: 2, first: 1 });
  });

  it('is inconclusive when a MUST was never exercised, and lists it; a SHOULD may be', () => {
    const report = buildReport(logOf([caseRecord(0, { checks: [1, 1, 1, 0, 0] })]));
    expect(report.summary.reasons).toEqual([
      { code: 'requirement-unexercised', verdict: 'inconclusive', requirements: [policy] },
    ]);
    expect(rowOf(report, 'kubevirt/run/condition')?.verdict).toBe('inconclusive');
  });

  it('passes although a MUST was not met that other runs exercise, and fails for it all the same when it broke', () => {
    const requirements = logOf([]).flatMap((record) => (record.record === 'run' ? record.requirements : []));
    const elsewhere = requirements.map((each) => (each.id === policy ? { ...each, elsewhere: true as const } : each));
    const unmet = buildReport(logOf([caseRecord(0, { checks: [1, 1, 1, 0, 1] })], { run: { requirements: elsewhere } }));
    expect(rowOf(unmet, policy)?.verdict).toBe('disabled');
    expect(unmet.summary.reasons).toEqual([]);
    const broken = { requirement: policy, message: 'wrong', step: 0 };
    const failed = caseRecord(0, { checks: [1, 1, 1, 1, 1], verdict: 'fail', findings: [broken] });
    expect(rowOf(buildReport(logOf([failed], { run: { requirements: elsewhere } })), policy)?.verdict).toBe('fail');
  });

  it('is unsupported, and no worse, for stages the subject does not implement', () => {
    const subject = { id: 'x', stack: 'kubevirt', quirks: [], stages: ['label', 'schedule', 'run'] };
    const report = buildReport(logOf([caseRecord(0, { checks: [1, 1, 1, 0, 1] })], { run: { subject } }));
    expect(rowOf(report, policy)?.verdict).toBe('unsupported');
    expect(report.summary).toMatchObject({ verdict: 'unsupported', exitCode: 0 });
  });

  it('needs a run record', () => {
    expect(() => buildReport([caseRecord(0)])).toThrow(Defect);
  });
});

describe('canary', () => {
  it('counts for nothing but itself', () => {
    const canary = { ...canaryRecord(0), ...failedCase(0, policy), phase: 'canary', reach: { tdx: 0 } } as const;
    const report = buildReport(logOf([canary, caseRecord(1)]));
    expect(report.summary).toMatchObject({ verdict: 'pass', judged: { canary: 1, random: 1 }, commands: 2 });
    expect(report.findings).toEqual([]);
    expect(report.pools.map((row) => row.pool)).toEqual(['sev', 'sev_es']);
  });
});

describe('requirements', () => {
  it('count checks, cases and breaks, with the first break in plan order', () => {
    const later = failedCase(9, policy, 'later');
    const report = buildReport(
      logOf([later, failedCase(4, policy, 'first'), caseRecord(2, { checks: [0, 0, 0, 5] })], { run: { plan: plan(10) } }),
    );
    expect(rowOf(report, policy)).toMatchObject({ verdict: 'fail', checks: 7, cases: 3, failed: 2 });
    expect(rowOf(report, policy)?.firstFinding).toEqual({ case: 4, step: 0, message: 'first' });
  });

  it('carry the rule-of-three bound over the random cases that checked them, unless one broke them', () => {
    const report = buildReport(
      logOf([
        caseRecord(0, { phase: 'deterministic' }),
        ...[1, 2, 3, 4].map((index) => caseRecord(index)),
        failedCase(5, policy),
      ]),
    );
    expect(rowOf(report, 'kubevirt/label/sev')?.failureRateBound).toBe(0.6);
    expect(rowOf(report, policy)).not.toHaveProperty('failureRateBound');
    expect(report.summary).not.toHaveProperty('failureRateBound');
  });

  it('bound the whole run by 3/N over its random cases', () => {
    const log = logOf([
      caseRecord(0, { phase: 'deterministic' }),
      ...Array.from({ length: 400 }, (_, index) => caseRecord(index + 1)),
    ]);
    expect(buildReport(log).summary.failureRateBound).toBe(0.0075);
    expect(buildReport(logOf([caseRecord(0)])).summary.failureRateBound).toBe(1);
  });

  it('are provisional when a case they rest on takes a fact on trust', () => {
    const report = buildReport(logOf([caseRecord(0), caseRecord(1, { assumed: ['siena: amd.asids'], checks: [1, 0, 0, 0, 0] })]));
    expect(report.requirements.map((row) => row.provisional)).toEqual([true, false, false, false, false]);
    expect(report.summary).toMatchObject({ verdict: 'pass', provisional: true });
    expect(report.assumed).toEqual([{ fact: 'siena: amd.asids', cases: 1 }]);
    expect(report.groups[0]).toMatchObject({ group: 'labels', provisional: 1 });
  });

  it('are firmly broken when one break rests on no assumed fact', () => {
    const assumed = { ...failedCase(0, policy), assumed: ['siena: amd.asids'] };
    const broken = buildReport(logOf([assumed]));
    expect([rowOf(broken, policy)?.provisional, broken.findings[0]?.provisional, broken.summary.provisional]).toEqual([
      true,
      true,
      true,
    ]);
    const firm = buildReport(logOf([assumed, failedCase(1, policy)]));
    expect([rowOf(firm, policy)?.provisional, firm.findings[0]?.provisional, firm.summary.provisional]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('are grouped under their headings in catalogue order', () => {
    const { groups } = buildReport(logOf([failedCase(0, policy), caseRecord(1, { checks: [1, 1, 0, 1, 0] })]));
    expect(groups.map((row) => row.group)).toEqual(['labels', 'key-ID resources', 'domain documents', 'life cycle']);
    expect(groups[1]).toMatchObject({ requirements: 2, pass: 2, fail: 0, checks: 3 });
    expect(groups[2]).toMatchObject({ requirements: 1, pass: 0, fail: 1 });
  });
});

describe('hosts', () => {
  it('count the cases that met each stage, and findings where they belong', () => {
    const fleet = { ...failedCase(0, policy), machines: ['rome', 'genoa'] };
    const { hosts, stages } = buildReport(logOf([fleet, caseRecord(1, { checks: [1, 0, 0, 0, 0] })]));
    expect(stages).toEqual(['label', 'schedule', 'render', 'run']);
    expect(hosts.map(({ machine, cases, findings, verdict }) => [machine, cases, findings, verdict])).toEqual([
      ['rome', 1, 1, 'fail'],
      ['genoa', 2, 1, 'fail'],
      ['emerald-rapids', 0, 0, 'inconclusive'],
    ]);
    expect(hosts[1]?.stages.map(({ cases, findings, verdict }) => [cases, findings, verdict])).toEqual([
      [2, 0, 'pass'],
      [1, 0, 'pass'],
      [1, 1, 'fail'],
      [1, 0, 'pass'],
    ]);
  });

  it('show the stages of a guest’s life in order and unknown ones after them', () => {
    const requirements = ['x', 'attest', 'label'].map((stage) => requirement(`a/${stage}`, stage, 'g', 's'));
    expect(buildReport(logOf([], { run: { requirements } })).stages).toEqual(['label', 'attest', 'x']);
  });
});

describe('pools', () => {
  it('show the share of cases at limit−1, limit and limit+1 among those that have the pool', () => {
    const reach = [{ sev: 0 }, { sev: 1 }, { sev: 3 }, { sev: 7 }, { tdx: 2 }];
    const { pools, summary } = buildReport(logOf(reach.map((bits, index) => caseRecord(index, { reach: bits }))));
    expect(pools[0]).toEqual({
      pool: 'sev',
      cases: 4,
      belowLimit: { cases: 3, share: 0.75 },
      atLimit: { cases: 2, share: 0.5 },
      beyondLimit: { cases: 1, share: 0.25 },
      touching: { cases: 3, share: 0.75 },
      verdict: 'pass',
    });
    expect(summary.reach).toEqual({ cases: 5, touching: 4, share: 0.8 });
  });

  it('that were never filled make the run inconclusive', () => {
    const report = buildReport(logOf([caseRecord(0, { reach: { tdx: 1, sev: 2 } })]));
    expect(report.summary.reasons).toEqual([{ code: 'pool-limit-unreached', verdict: 'inconclusive', pools: ['tdx'] }]);
  });
});

describe('marks', () => {
  it('that no case hit are listed, with the reason why a rare one may be', () => {
    const declared = [...marks('a', 'b'), { id: 'c', rare: 'needs a crash' }];
    const report = buildReport(logOf([caseRecord(0, { marks: [1] })], { run: { marks: declared } }));
    expect(report.marks).toEqual({
      declared: 3,
      hit: 1,
      unhit: [{ id: 'a' }, { id: 'c', rare: 'needs a crash' }],
      met: [{ id: 'b', cases: 1 }],
    });
    expect(codes(report)).toEqual([]);
  });
});

describe('findings', () => {
  it('come once a requirement, in catalogue order, defects of fauxmetal first', () => {
    const defect = caseRecord(3, { verdict: 'error', findings: [finding('fauxmetal/defect', 'this must hold')] });
    const report = buildReport(
      logOf([failedCase(1, policy), failedCase(2, 'kubevirt/label/sev'), failedCase(0, policy), defect]),
    );
    expect(report.findings.map((row) => [row.requirement, row.cases, row.first.case])).toEqual([
      ['fauxmetal/defect', 1, 3],
      ['kubevirt/label/sev', 1, 2],
      [policy, 2, 0],
    ]);
    expect(report.summary.verdict).toBe('error');
  });

  it('carry their counterexample, saved under a name that tells requirement and content', () => {
    const [row] = buildReport(logOf([failedCase(0, policy), counterexample(policy, 0)])).findings;
    expect(row?.counterexample).toMatchObject({ from: 0, commands: 1, hosts: 1, summary: 'h0 genoa; create snp guest g0' });
    expect(row?.counterexample?.file).toMatch(/^cases\/kubevirt-render-snp-policy-[0-9a-f]{8}\.json$/);
  });

  it('come without one when the run was stopped before it shrank any', () => {
    const [row] = buildReport(logOf([failedCase(0, policy)], { end: false })).findings;
    expect(row).not.toHaveProperty('counterexample');
  });
});

it('does not depend on the order of lines, the shard or the timing', () => {
  const log = sampleLog();
  const shuffled = [...log.slice(0, 1), ...log.slice(1).reverse()].filter((record) => record.record !== 'timing');
  expect(buildReport(shuffled)).toEqual(buildReport(log));
});

it('asks for the same plan again in its replay command, odd flags quoted', () => {
  const replay = (flags?: readonly string[]): string => buildReport([runRecord({ ...(flags && { flags }) })]).run.replay;
  expect(replay()).toBe('fauxmetal run --seed 7 --runs 40');
  expect(replay(['--machine', 'rome', '--profile', "it's mine"])).toBe(
    `fauxmetal run --seed 7 --runs 40 --machine rome --profile 'it'\\''s mine'`,
  );
});

it('judges the sample as its cases say', () => {
  const report = buildReport(sampleLog());
  expect(report.requirements).toHaveLength(sampleRequirements.length);
  expect(report.summary).toMatchObject({
    verdict: 'fail',
    planned: { deterministic: 20, random: 40 },
    judged: { deterministic: 20, random: 40 },
  });
});

function plan(random: number): { deterministic: number; random: number; canary: number } {
  return { deterministic: 0, random, canary: 0 };
}
