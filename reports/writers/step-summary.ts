import { counted, grouped, percent } from '../counts.js';
import { replayCaseCommand } from '../replay-command.js';
import type { FindingRow, Report } from '../report.js';
import { subjectWords, verdictNotes } from '../words.js';
import { clipped, mapStrings, printable } from './strings.js';
import { defaultOut, type ReportWriter } from './writer.js';

/** Largest summary that is written, in bytes of UTF-8. GitHub takes 1 MiB a step; one that is read is shorter. */
export const stepSummaryLimitBytes = 64 * 1024;

/**
 * A digest for `$GITHUB_STEP_SUMMARY`, in GitHub's Markdown. Findings that do not fit are counted, and the size never exceeds
 * {@link stepSummaryLimitBytes}.
 */
export const writeStepSummary: ReportWriter = (report, options = {}) => {
  const safe = mapStrings(report, (text) => clipped(printable(text), 500));
  const sections = [verdictSection(safe), hostSection(safe), poolSection(safe), gapSection(safe)].filter(
    (section) => section !== '',
  );
  const findings = safe.findings.map((finding) => findingSection(finding, options.out ?? defaultOut));
  return fitted(sections, findings);
};

function verdictSection(report: Report): string {
  const { run, summary } = report;
  const notes = verdictNotes(report);
  const cases = counted(summary.judged.deterministic + summary.judged.random, 'case');
  return [
    `## fauxmetal: ${summary.verdict} (${markdown(subjectWords(run))})`,
    '',
    `${cases}, ${counted(summary.checks, 'check')}, seed ${run.seed}. Replay: ${code(run.replay)}`,
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `- ${markdown(note)}`)]),
  ].join('\n');
}

function hostSection({ hosts, stages }: Report): string {
  const rows = hosts.map((host) => {
    const cells = host.stages.map(({ cases, findings }) =>
      findings > 0 ? `${grouped(cases)} ❌ ${grouped(findings)}` : grouped(cases),
    );
    return [markdown(host.machine), ...cells];
  });
  return hosts.length === 0 ? '' : markdownTable(['host', ...stages.map(markdown)], rows);
}

function poolSection({ pools }: Report): string {
  const rows = pools.map((row) => [
    markdown(row.pool),
    ...[row.belowLimit, row.atLimit, row.beyondLimit, row.touching].map(({ cases }) => percent(cases, row.cases)),
  ]);
  return pools.length === 0 ? '' : markdownTable(['key-ID pool', 'limit−1', 'limit', 'limit+1', 'any of these'], rows);
}

/** Long lists stay short here: the full ones are in report.json. */
function gapSection({ requirements, marks }: Report): string {
  const ids = requirements.filter((row) => row.verdict === 'inconclusive').map((row) => row.id);
  const unhit = marks.unhit.filter((mark) => mark.rare === undefined).map((mark) => mark.id);
  return [...folded('Not exercised', ids), ...folded('Never met', unhit)].join('\n');
}

function folded(title: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  const shown = ids.slice(0, 40).map((id) => `- ${code(id)}`);
  const more = ids.length > 40 ? [`- and ${grouped(ids.length - 40)} more`] : [];
  return [`<details><summary>${title} (${grouped(ids.length)})</summary>`, '', ...shown, ...more, '', '</details>'];
}

function findingSection({ requirement, counterexample, first, cases, known }: FindingRow, out: string): string {
  const lines = [
    `### ❌ ${code(requirement)}`,
    '',
    markdown(counterexample?.message ?? first.message),
    '',
    `- in ${counted(cases, 'case')}, the first is case ${first.case}`,
    ...(known === undefined ? [] : [`- known until ${known.expires}: ${markdown(known.reason)}`]),
  ];
  if (counterexample === undefined) return lines.join('\n');
  const replay = code(replayCaseCommand(`${out}/${counterexample.file}`));
  return [...lines, `- smallest case: ${markdown(counterexample.summary)}`, `- replay: ${replay}`].join('\n');
}

function fitted(sections: readonly string[], findings: readonly string[]): string {
  for (let shown = findings.length; shown > 0; shown -= 1) {
    const rest = findings.length - shown;
    const more = rest === 0 ? [] : [`…and ${counted(rest, 'finding')} more in report.json.`];
    const text = joined([...sections, ...findings.slice(0, shown), ...more]);
    if (Buffer.byteLength(text) <= stepSummaryLimitBytes) return text;
  }
  return cut(joined(findings.length === 0 ? sections : [...sections, `${counted(findings.length, 'finding')} in report.json.`]));
}

/** A plan with thousands of machines has tables that do not fit: whole lines are dropped from the end. */
function cut(text: string): string {
  if (Buffer.byteLength(text) <= stepSummaryLimitBytes) return text;
  const lines: string[] = [];
  let bytes = Buffer.byteLength(cutNote);
  for (const line of text.split('\n')) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > stepSummaryLimitBytes) break;
    lines.push(line);
  }
  return `${lines.join('\n')}\n${cutNote}`;
}

const cutNote = '\n…the rest is in report.json.\n';

function joined(sections: readonly string[]): string {
  return `${sections.join('\n\n')}\n`;
}

function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** Plain text in Markdown: nothing in it is markup, HTML or a mention. */
function markdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&').replaceAll('@', '@\u200b');
}

/** Text as it is, in a fence longer than any it holds. */
function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const padded = text.startsWith('`') || text.endsWith('`') ? ` ${text} ` : text;
  return `${fence}${padded}${fence}`;
}
