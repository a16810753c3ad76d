import { subjectWords } from '../words.js';
import { mapStrings, printable } from './strings.js';
import { type TestPoint, testPoints } from './test-points.js';
import { defaultOut, type ReportWriter } from './writer.js';

/**
 * Test Anything Protocol, version 14: the plan, then one test point a requirement and a rule of the run. What did not pass has a
 * YAML block; its values are JSON strings, which are YAML too.
 */
export const writeTap: ReportWriter = (report, options = {}) => {
  const safe = mapStrings(report, printable);
  const points = testPoints(safe, options.out ?? defaultOut);
  const { run, summary } = safe;
  const lines = [
    'TAP version 14',
    `# fauxmetal ${run.version}, seed ${run.seed}, subject ${subjectWords(run)}`,
    `# replay: ${run.replay}`,
    `1..${points.length}`,
    ...points.flatMap((point, index) => pointLines(point, index + 1)),
    `# verdict: ${summary.verdict}`,
  ];
  return `${lines.join('\n')}\n`;
};

function pointLines(point: TestPoint, number: number): readonly string[] {
  const description = escaped(`${point.id}: ${point.sentence}`);
  if (point.outcome === 'passed') return [`ok ${number} - ${description}`];
  if (point.outcome === 'skipped') return [`ok ${number} - ${description} # SKIP ${escaped(point.message)}`];
  return [`not ok ${number} - ${description}`, ...diagnostics(point)];
}

function diagnostics({ outcome, type, message, details }: TestPoint): readonly string[] {
  const values = { severity: outcome === 'error' ? 'error' : 'fail', type, message };
  const members = Object.entries(values).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
  return ['  ---', ...members, '  details:', ...details.map((line) => `    - ${JSON.stringify(line)}`), '  ...'];
}

/** `#` would begin a directive. Source: TAP 14 specification, "Escaping". */
function escaped(text: string): string {
  return text.replace(/[\\#]/g, '\\$&');
}
