import { counted, grouped, percent } from '../../counts.js';
import type { Report } from '../../report.js';
import { boundWords, subjectWords, verdictNotes } from '../../words.js';
import { type Content, type Markup, markup } from './markup.js';
import { chip, command, part } from './page-parts.js';

/** Who was judged, what came of it, and how to run it again. */
export function verdictHeader({ run, summary }: Report): Markup {
  const quirks =
    run.subject.quirks.length === 0 ? undefined : markup`<p class="faint">quirks: ${run.subject.quirks.join(', ')}</p>`;
  return markup`<h1>${chip(summary.verdict)} ${subjectWords(run)}</h1>
<p class="faint">fauxmetal ${run.version} · seed ${run.seed} · exit code ${summary.exitCode} · ${run.machines.join(', ')}</p>
${quirks}${command(run.replay)}`;
}

/** What keeps the verdict from pass, and what it is worth. */
export function verdictPart(report: Report): Content {
  const notes = verdictNotes(report);
  if (notes.length === 0) return undefined;
  return part(
    'verdict',
    'What the verdict says',
    markup`<ul class="notes">${notes.map((note) => markup`<li>${note}</li>`)}</ul>`,
  );
}

/** The run in numbers. */
export function figures({ summary, requirements, marks, features }: Report): Markup {
  const { judged, reach } = summary;
  const passed = requirements.filter(({ verdict }) => verdict === 'pass').length;
  const shown: readonly (readonly [string, string, string])[] = [
    ['Requirements held', `${grouped(passed)} of ${grouped(requirements.length)}`, counted(summary.checks, 'check')],
    [
      'Cases',
      grouped(judged.deterministic + judged.random),
      `${grouped(judged.deterministic)} enumerated, ${grouped(judged.random)} random`,
    ],
    ['At most failing', boundWords(summary.failureRateBound), 'of random cases, at 95 % confidence'],
    ['Reach', percent(reach.touching, reach.cases), 'of cases touch a key-ID limit'],
    ['Situations met', `${grouped(marks.hit)} of ${grouped(marks.declared)}`, 'declared before the run'],
    ['Features exercised', `${grouped(features.exercised)} of ${grouped(features.declared)}`, 'technologies, faults, stages'],
    ['Canary', summary.canary, 'the case that must fail'],
  ];
  const items = shown.map(([name, value, note]) => markup`<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`);
  return markup`<dl class="figures">${items}</dl>\n`;
}
