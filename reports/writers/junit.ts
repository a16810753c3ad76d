import { element, writeXml, type XmlElement } from '../../sim/core/xml-writer.js';
import { counted } from '../counts.js';
import type { Report } from '../report.js';
import { noTiming, type Timing } from '../timing.js';
import { clipped, mapStrings, xmlText } from './strings.js';
import { type TestPoint, testPoints } from './test-points.js';
import { defaultOut, type ReportWriter } from './writer.js';

/**
 * JUnit XML as CI servers read it: a suite a stage, a test case a requirement, and one more suite for the rules the run itself
 * must keep. Broken is a `failure`, never exercised or unsupported is `skipped`, a run that proves nothing has an `error`.
 * Seconds come from the timing records and are 0 without them.
 *
 * Keeps to the strictest schema in use, `junit-10.xsd` of the Jenkins xUnit plug-in: it knows properties of suites only, so
 * seed, subject and requirement ids are there, and what else is known about a requirement is the output of its test case.
 */
export const writeJunit: ReportWriter = (report, options = {}) => {
  const timing = options.timing ?? noTiming;
  const safe = mapStrings(report, xmlText);
  const points = testPoints(safe, options.out ?? defaultOut);
  const { skipped: _, ...counts } = totals(points);
  const suites = [...new Set(points.map((point) => point.suite))].map((suite) => points.filter((point) => point.suite === suite));
  const root = element(
    'testsuites',
    { name: 'fauxmetal', ...counts, time: seconds(timing.runMs) },
    ...suites.map((suite) => suiteElement(suite, safe, timing)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root)}`;
};

function suiteElement(points: readonly TestPoint[], report: Report, timing: Timing): XmlElement {
  const time = points.reduce((sum, point) => sum + timeOf(point, timing), 0);
  const attributes = { name: points[0]?.suite, ...totals(points), time: seconds(time), timestamp: timestampOf(timing) };
  const cases = points.map((point) => caseElement(point, report, timing));
  return element('testsuite', attributes, propertiesElement(points, report), ...cases);
}

function propertiesElement(points: readonly TestPoint[], { run }: Report): XmlElement {
  const ofRun = {
    version: run.version,
    seed: String(run.seed),
    subject: run.subject.id,
    ...(run.subject.release !== undefined && { release: run.subject.release.name }),
    quirks: run.subject.quirks.join(', '),
    replay: run.replay,
  };
  const ofPoints = points.map((point): readonly [string, string] => [`requirement:${point.id}`, point.sentence]);
  const all = [...Object.entries(ofRun), ...ofPoints];
  return element(
    'properties',
    {},
    ...all.map(([name, value]) => element('property', { name: oneLine(name), value: oneLine(value) })),
  );
}

function caseElement(point: TestPoint, { run }: Report, timing: Timing): XmlElement {
  const attributes = {
    name: oneLine(point.id),
    classname: oneLine(`${run.subject.id}.${point.suite}`),
    time: seconds(timeOf(point, timing)),
  };
  return element('testcase', attributes, outcomeElement(point), element('system-out', {}, factLines(point).join('\n')));
}

function outcomeElement({ outcome, message, type, details }: TestPoint): XmlElement | undefined {
  if (outcome === 'passed') return undefined;
  const attributes = { message: oneLine(message), type };
  if (outcome === 'skipped') return element('skipped', attributes);
  return element(outcome === 'failed' ? 'failure' : 'error', attributes, details.join('\n'));
}

function factLines({ sentence, requirement }: TestPoint): readonly string[] {
  if (requirement === undefined) return [sentence];
  const { level, source, checks, cases, provisional } = requirement;
  const checked = `checked: ${counted(checks, 'time')} in ${counted(cases, 'case')}`;
  return [
    sentence,
    `level: ${level}`,
    `source: ${source}`,
    checked,
    ...(provisional ? ['provisional: rests on assumed facts'] : []),
  ];
}

function totals(points: readonly TestPoint[]): Readonly<Record<string, number>> {
  const count = (outcome: TestPoint['outcome']): number => points.filter((point) => point.outcome === outcome).length;
  return { tests: points.length, failures: count('failed'), errors: count('error'), skipped: count('skipped') };
}

/** An attribute cannot hold line breaks (XML 1.0, section 3.3.3 turns them into blanks); the full text is in the element. */
function oneLine(text: string): string {
  return clipped(text.replace(/\s+/g, ' ').trim(), 1_000);
}

function timeOf({ id }: TestPoint, { requirementMs }: Timing): number {
  return requirementMs[id] ?? 0;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

/** The schema wants a date and time without zone; ours are UTC. */
function timestampOf({ startedAt }: Timing): string | undefined {
  return startedAt === undefined ? undefined : xmlText(startedAt).replace(/(\.\d+)?Z$/, '');
}
