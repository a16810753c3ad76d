import { counted } from '../../counts.js';
import { replayCaseCommand } from '../../replay-command.js';
import type { Counterexample, FindingRow, KnownFailure, Report } from '../../report.js';
import { clipped } from '../strings.js';
import { wrap } from '../wrap.js';
import type { Screen } from './screen.js';

/** Longest message that is shown; the whole of it is in report.json. */
const messageMax = 600;

/** Each broken requirement with its smallest case and the command that runs that case again. */
export function findingLines(report: Report, screen: Screen): readonly string[] {
  if (report.findings.length === 0) return [];
  const blocks = report.findings.map((finding) => findingBlock(finding, report, screen));
  const [first = [], ...others] = blocks;
  const title = screen.palette.strong(`Findings (${counted(blocks.length, 'broken requirement')})`);
  return [title, ...first, ...others.flatMap((block) => ['', ...block])];
}

function findingBlock(finding: FindingRow, report: Report, { width, palette, out }: Screen): readonly string[] {
  const { counterexample, first } = finding;
  const row = report.requirements.find(({ id }) => id === finding.requirement);
  const where =
    row === undefined ? ['fauxmetal itself broke'] : [row.level, row.stage, ...(finding.provisional ? ['provisional'] : [])];
  const found = clipped(counterexample?.message ?? first.message, messageMax);
  const fingerprint = counterexample?.fingerprint === undefined ? '' : `; fingerprint ${counterexample.fingerprint}`;
  const seen = `in ${counted(finding.cases, 'case')}, the first is case ${first.case}${fingerprint}`;
  return [
    `  ${finding.known === undefined ? palette.bad('✗') : palette.doubtful('✗')} ${palette.strong(finding.requirement)}  ${palette.faint(where.join(' · '))}`,
    ...(row === undefined ? [] : wrap(row.sentence, width, '    ')),
    ...wrap(found, width, '    found:  '),
    ...quirkWords(finding, report).flatMap((words) => wrap(words, width, '    quirk:  ')),
    ...(finding.known === undefined ? [] : wrap(knownWords(finding.known), width, '    known:  ')),
    ...(counterexample === undefined ? [] : wrap(caseWords(counterexample), width, '    case:   ')),
    ...wrap(seen, width, '    seen:   '),
    ...(counterexample === undefined ? [] : [`    replay: ${replayCaseCommand(`${out}/${counterexample.file}`)}`]),
  ];
}

/** What is behind it, with where that comes from. */
function quirkWords({ quirks = [] }: FindingRow, { run: { subject } }: Report): readonly string[] {
  const deviations = (subject.deviations ?? []).filter(({ name }) => quirks.includes(name));
  const inOrder = quirks.flatMap((quirk) => deviations.filter(({ name }) => name === quirk));
  return inOrder.map(({ name, releases, source }) => `${name} (${releases}; ${source})`);
}

function knownWords({ reason, expires, ticket }: KnownFailure): string {
  return `${reason}${ticket === undefined ? '' : ` (${ticket})`}, until ${expires}`;
}

function caseWords({ summary, commands, hosts }: Counterexample): string {
  return `${clipped(summary, messageMax)} (${counted(commands, 'command')}, ${counted(hosts, 'host')})`;
}
