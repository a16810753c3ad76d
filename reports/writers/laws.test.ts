import { describe, expect, it } from 'vitest';
import { readLog } from '../log-reader.js';
import { writeLogLine } from '../log-writer.js';
import { buildReport } from '../model.js';
import type { Report } from '../report.js';
import { caseRecord, counterexample, failedCase, finding, logOf, runRecord, sampleLog, shardsOf } from '../testing/sample-log.js';
import { timingOf } from '../timing.js';
import { reportFormats } from './index.js';

/** What every writer keeps to. No member is exempt; a law that does not fit a format says so in its name. */
describe.each(reportFormats)('$name', ({ write, name }) => {
  it('gives the same bytes for the same report', () => {
    for (const [, report] of reports) expect(write(report)).toBe(write(structuredClone(report)));
  });

  it('gives the same bytes for a sharded log and the whole one', () => {
    const [shard = []] = shardsOf(sampleLog(), 1);
    expect(write(buildReport(shard))).toBe(write(buildReport(sampleLog())));
  });

  it('gives the same bytes for a log that was written and read again', () => {
    const again = readLog(sampleLog().map(writeLogLine).join(''));
    expect(write(buildReport(again))).toBe(write(sample));
  });

  it('shows no wall clock unless it has a place for it', () => {
    const timed = write(sample, { timing: timingOf(sampleLog()) });
    if (name !== 'junit') expect(timed).toBe(write(sample));
    expect(write(sample)).not.toMatch(/2026|03:04/);
  });

  it('ends with a line feed, and not with two', () => {
    for (const [, report] of reports) expect(write(report)).toMatch(/[^\n]\n$/);
  });

  it.each(hostileMessages())('passes no control character of a hostile message on (%s)', (_, message) => {
    expect(strayCharacters(name, write(reportWith(message)))).toEqual([]);
  });

  it.each(reports)('has something to say about %s', (_, report) => {
    expect(write(report)).toContain(report.run.seed.toString());
    expect(write(report)).not.toMatch(/undefined|\[object|NaN/);
  });

  it('does not change the report', () => {
    const before = structuredClone(sample);
    write(sample, { width: 40, out: 'x' });
    expect(sample).toEqual(before);
  });
});

it('every format has its own name and file', () => {
  expect(new Set(reportFormats.flatMap((format) => [format.name, format.file])).size).toBe(reportFormats.length * 2);
});

const sample = buildReport(sampleLog());

const reports: readonly (readonly [string, Report])[] = [
  ['a failed run', sample],
  ['a green run', buildReport(logOf([caseRecord(0)]))],
  ['a run of nothing', buildReport([runRecord()])],
  ['an empty plan', buildReport([runRecord({ machines: [], requirements: [], marks: [] })])],
  ['one shard of many', buildReport(logOf([caseRecord(0, { checks: [] })], { run: { shard: { index: 2, count: 3 } } }))],
  [
    'a defect of ours',
    buildReport(logOf([caseRecord(0, { verdict: 'error', findings: [finding('fauxmetal/defect', 'broken')] })])),
  ],
];

/**
 * Characters that must not be in a format, but for line feeds. JSON holds 8-bit controls and odd Unicode as ordinary characters;
 * XML cannot hold U+FFFE; what people read on a terminal must not even turn the direction of writing.
 */
function strayCharacters(name: string, text: string): readonly string[] {
  const stray = strayIn[name] ?? ((character) => /[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069]/u.test(character));
  return [...new Set(text)].filter((character) => character !== '\n' && stray(character));
}

const strayIn: Readonly<Record<string, (character: string) => boolean>> = {
  json: (character) => character < ' ' || /\p{Surrogate}/u.test(character),
  sarif: (character) => character < ' ' || /\p{Surrogate}/u.test(character),
  junit: (character) => (character < ' ' && character !== '\t') || /[\p{Surrogate}\ufffe\uffff]/u.test(character),
};

function reportWith(message: string): Report {
  const id = 'kubevirt/render/snp-policy';
  const broken = [failedCase(0, id, message), failedCase(1, 'kubevirt/label/sev', message)];
  return buildReport(logOf([...broken, counterexample(id, 0, { message, summary: message })]));
}

function hostileMessages(): readonly (readonly [string, string])[] {
  const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('x');
  return [
    ['markup', `<>&"'</failure>]]><!-- <![CDATA[ --> <?xml?> &amp; &#0; <script>alert(1)</script>`],
    ['controls', `${controls}\u007f\u0080\u009b31m\u0085`],
    ['terminal sequences', '\u001b[2J\u001b]0;title\u0007\u001b[31mred\u001b[0m\u009b1m'],
    ['unicode', 'žluťoučký 秘密 🔐 e\u0301 \u202e\u2066reversed\u2069 \u2028\u2029 \ufffe\uffff'],
    ['half characters', '\ud800 and \udc00'],
    ['nothing', ''],
    ['blanks', ' \n \t '],
    ['directives', '# SKIP # TODO \\# ok 1 - fine\n...\n---\nBail out!'],
    ['markdown', '| a | `b` **c** [d](javascript:e) @everyone #1 <details> ```'],
    ['very long', `${'long '.repeat(20_000)}${'x'.repeat(200_000)}`],
  ];
}
