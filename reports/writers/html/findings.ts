import { canonicalJson } from '../../../sim/core/json.js';
import { counted } from '../../counts.js';
import { replayCaseCommand } from '../../replay-command.js';
import type { FindingRow, KnownFailure, Report } from '../../report.js';
import { clipped } from '../strings.js';
import { type Content, type Markup, markup } from './markup.js';
import { chip, command, part } from './page-parts.js';

/** Longest message and longest case that are shown; the whole of them is in report.json and in the case's file. */
const messageMax = 2_000;
const caseMax = 12_000;

/** Each broken requirement with its smallest case, and how to run that case again. */
export function findingsPart(report: Report, out: string): Content {
  if (report.findings.length === 0) return undefined;
  const articles = report.findings.map((finding) => findingArticle(finding, report, out));
  return part('findings', `Findings (${counted(articles.length, 'broken requirement')})`, articles);
}

function findingArticle(finding: FindingRow, report: Report, out: string): Markup {
  const { requirement, counterexample, first, cases, known } = finding;
  const row = report.requirements.find(({ id }) => id === requirement);
  const where = row === undefined ? 'fauxmetal itself broke' : `${row.level} · ${row.stage} · ${row.source}`;
  const replay = counterexample && command(replayCaseCommand(`${out}/${counterexample.file}`));
  const smallest =
    counterexample &&
    `${counterexample.summary} (${counted(counterexample.commands, 'command')}, ${counted(counterexample.hosts, 'host')})`;
  return markup`<article><h3>${known === undefined ? chip('fail', 'broken') : chip('disabled', 'known')} ${requirement}</h3>
<p>${row?.sentence}</p><p class="faint">${where}${finding.provisional ? ' · provisional' : ''}</p><dl class="facts">
${fact('found', clipped(counterexample?.message ?? first.message, messageMax))}
${quirksOf(finding, report).map((words) => fact('quirk', words))}
${fact('known', known && knownWords(known))}
${fact('smallest', smallest && clipped(smallest, messageMax))}
${fact('seen', `in ${counted(cases, 'case')}, the first is case ${first.case}`)}
${fact('fingerprint', counterexample?.fingerprint)}
${fact('replay', replay)}</dl>${counterexample && caseDetails(counterexample.case)}</article>`;
}

function fact(name: string, content: Content): Content {
  return content === undefined ? undefined : markup`<dt>${name}</dt><dd>${content}</dd>`;
}

/** Members are sorted: a log that was written and read again has them in another order. */
function caseDetails(theCase: unknown): Markup {
  const inOrder = JSON.parse(canonicalJson(theCase)) as unknown;
  const text = clipped(JSON.stringify(inOrder, undefined, 2), caseMax);
  return markup`<details><summary>The case as JSON</summary><pre tabindex="0"><code data-copy="">${text}</code></pre></details>`;
}

function quirksOf({ quirks = [] }: FindingRow, { run }: Report): readonly string[] {
  return (run.subject.deviations ?? [])
    .filter(({ name }) => quirks.includes(name))
    .map(({ name, releases, source }) => `${name} (${releases}; ${source})`);
}

function knownWords({ reason, expires, ticket }: KnownFailure): string {
  return `${reason}${ticket === undefined ? '' : ` (${ticket})`}, until ${expires}`;
}
