import { describe, expect, it } from 'vitest';
import { buildReport } from '../model.js';
import type { Report } from '../report.js';
import {
  caseRecord,
  counterexample,
  failedCase,
  finding,
  logOf,
  marks,
  requirement,
  runRecord,
  sampleLog,
} from '../testing/sample-log.js';
import { ansiPalette } from './palette.js';
import { writeText } from './text.js';

const policy = 'kubevirt/render/snp-policy';
const report = buildReport(sampleLog());

it('begins with version, seed, subject and the replay command', () => {
  expect(writeText(report).split('\n').slice(0, 2)).toEqual([
    'fauxmetal 0.1.0 · seed 7 · replay: fauxmetal run --seed 7 --runs 40',
    'subject: kubevirt/reference',
  ]);
});

it('shows hosts by stage, requirement groups and the shares at each pool’s limit', () => {
  const text = writeText(
    buildReport(logOf([failedCase(0, policy), caseRecord(1, { reach: { sev: 4, sev_es: 0 } }), counterexample(policy, 0)])),
  );
  expect(text).toContain(
    [
      'Hosts (cases that met each stage, ✗ findings)',
      '  host            label  schedule  render  run  cases',
      '  rome                ·         ·       ·    ·      0',
      '  genoa               2         2    2 ✗1    2      2',
    ].join('\n'),
  );
  expect(text).toContain(
    [
      'Requirements',
      '  group             pass  fail  checks',
      '  labels               1     ·       2',
      '  key-ID resources     2     ·       4',
      '  domain documents     ·     1       2',
    ].join('\n'),
  );
  expect(text).toContain(
    [
      'Key-ID pools (share of cases that reached)',
      '  pool    cases  limit−1  limit  limit+1  any of these',
      '  sev         2     50 %   50 %     50 %         100 %',
      '  sev_es      2      0 %   50 %      0 %          50 %',
      '  all         2                                  100 %',
    ].join('\n'),
  );
});

it('shows each finding with its smallest case and the command that runs it again', () => {
  const text = writeText(buildReport(logOf([failedCase(0, policy), counterexample(policy, 0)])), { out: 'my out' });
  expect(text).toContain(
    [
      'Findings (1 broken requirement)',
      '  ✗ kubevirt/render/snp-policy  MUST · render',
      '    The SNP policy is 0x30000 unless the request says otherwise.',
      '    found:  expected 0x30000, found 0x3000',
      '    case:   h0 genoa; create snp guest g0 (1 command, 1 host)',
      '    seen:   in 1 case, the first is case 0',
      "    replay: fauxmetal replay 'my out/cases/kubevirt-render-snp-policy-",
    ].join('\n'),
  );
});

it('shows a defect of fauxmetal as what it is', () => {
  const text = writeText(
    buildReport(logOf([caseRecord(0, { verdict: 'error', findings: [finding('fauxmetal/defect', 'this must hold')] })])),
  );
  expect(text).toContain('  ✗ fauxmetal/defect  fauxmetal itself broke\n    found:  this must hold\n');
});

it('lists what was not exercised, never met or taken on trust', () => {
  const declared = [...marks('start/last-key/sev', 'start/no-free-key/tdx'), { id: 'crash', rare: 'needs a crash' }];
  const text = writeText(
    buildReport(
      logOf([caseRecord(0, { checks: [1, 1, 1], marks: [0], assumed: ['siena: amd.asids'] })], { run: { marks: declared } }),
    ),
  );
  expect(text).toContain('Not exercised (2 requirements)\n  MUST    kubevirt/render/snp-policy\n          The SNP policy');
  expect(text).toContain('Warning: never met (1 of 3 situations, and 1 rare)\n  start/no-free-key/tdx\n');
  expect(text).toContain('Provisional (3 requirements rest on 1 assumed fact)\n  siena: amd.asids (1 case)\n');
});

it('cuts long lists and messages short and says where the rest is', () => {
  const many = Array.from({ length: 30 }, (_, index) => requirement(`k/${index}`, 'label', 'g', 'Something holds.'));
  const text = writeText(
    buildReport(logOf([failedCase(0, 'k/0', 'x'.repeat(9_999))], { run: { requirements: many, marks: [] } })),
  );
  expect(text).toContain('  … and 13 more in report.json');
  expect(text).toMatch(/x… \(9999\s+characters\)/);
});

describe('the verdict comes last', () => {
  const last = (of: Report): string => writeText(of).split('\n\n').at(-1) ?? '';

  it('with its exit code and why', () => {
    expect(last(report)).toContain(
      'verdict: FAIL (exit code 1)\n  - 2 MUST requirements broken: kubevirt/schedule/key-ids and\n',
    );
    expect(last(buildReport([runRecord()]))).toContain(
      'verdict: INCONCLUSIVE (exit code 3)\n  - no case was judged\n  - the run was stopped after 0 of 61',
    );
  });

  it('with what a green run is worth', () => {
    expect(last(buildReport(logOf([caseRecord(0), caseRecord(1, { assumed: ['siena: amd.asids'] })])))).toBe(
      [
        'verdict: PASS (exit code 0)',
        '  - provisional: it rests on 1 assumed fact that no source confirms yet',
        '  - none of 2 random cases failed: with 95 % confidence at most 100 % of such',
        '    cases would',
        '',
      ].join('\n'),
    );
  });
});

describe('layout', () => {
  const wide = logOf(
    [{ ...failedCase(0, policy, 'word '.repeat(300)), index: 0 }, counterexample(policy, 0, { summary: 'x'.repeat(999) })],
    {
      run: { machines: ['genoa', 'a-machine-with-a-very-long-name-indeed-that-goes-on-and-on-and-on-and-on'] },
    },
  );

  it.each([60, 80, 140])('keeps within %i columns, replay commands aside', (width) => {
    for (const one of [report, buildReport(wide)]) {
      const lines = writeText(one, { width })
        .split('\n')
        .filter((line) => !line.includes('replay: '));
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
    }
  });

  it('is the same with colours as without, but for the colours', () => {
    const coloured = writeText(report, { palette: ansiPalette });
    expect(coloured).toContain('\u001b[31m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(writeText(report));
  });
});
