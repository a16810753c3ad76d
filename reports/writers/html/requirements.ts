import { compact, grouped } from '../../counts.js';
import type { MatrixRow, Report, RequirementRow } from '../../report.js';
import { boundWords } from '../../words.js';
import { heatOf } from './heat.js';
import { type Content, type Markup, markup } from './markup.js';
import { chip, part, scrolling } from './page-parts.js';

/** Every promise under its heading: verdict, in how many cases each machine was looked at, and what rate of failures that rules out. */
export function requirementsPart({ requirements, groups, matrix, run }: Report): Content {
  if (requirements.length === 0) return undefined;
  const rows = new Map(matrix.rows.map((row) => [row.requirement, row]));
  const bodies = groups.map(({ group }) => {
    const own = requirements.filter((row) => row.group === group);
    return markup`<tbody><tr class="heading"><th colspan="${5 + run.machines.length}" scope="rowgroup">${group}</th></tr>
${own.map((row) => requirementRow(row, run.machines, rows.get(row.id)))}</tbody>\n`;
  });
  const machines = run.machines.map((machine) => markup`<th scope="col" class="wide">${machine}</th>`);
  const table = markup`<table class="requirements"><caption>Cases that checked each requirement, in all and by machine of the case; the
darker, the more. A dash: the machine has nothing of what it is about.</caption><thead><tr><th scope="col">verdict</th><th scope="col" class="text">requirement</th>
<th scope="col">cases</th>${machines}<th scope="col" class="wide">checks</th><th scope="col" class="wide">at most failing</th></tr></thead>
${bodies}</table>`;
  return part('requirements', 'Requirements', filterBar(requirements), scrolling('Requirements', table));
}

function filterBar(requirements: readonly RequirementRow[]): Markup {
  const verdicts = [...new Set(requirements.map(({ verdict }) => verdict))].sort();
  const options = verdicts.map((verdict) => markup`<option>${verdict}</option>`);
  return markup`<div class="filter" role="search" hidden=""><input type="search" aria-label="Show requirements with these words"
 placeholder="Show requirements with these words" /><select aria-label="Verdict"><option value="">every verdict</option>${options}</select>
<output aria-live="polite" class="faint"></output></div>`;
}

function requirementRow(row: RequirementRow, machines: readonly string[], cells: MatrixRow | undefined): Markup {
  const { id, level, sentence, verdict, provisional, cases, checks, failureRateBound } = row;
  return markup`<tr data-verdict="${verdict}"><td>${chip(verdict)}</td><td class="text"><span class="id">${id}</span>
<div class="sentence">${level}${provisional ? ' · provisional' : ''} · ${sentence}</div></td><td>${grouped(cases)}</td>
${machines.map((machine) => machineCell(cells?.machines.find((each) => each.machine === machine)))}<td class="wide">${compact(checks)}</td>
<td class="wide">${boundWords(failureRateBound)}</td></tr>\n`;
}

function machineCell(cells: MatrixRow['machines'][number] | undefined): Markup {
  if (cells === undefined) return markup`<td class="wide faint">–</td>`;
  const [runs = 0] = cells.runs;
  return markup`<td class="wide ${heatOf(runs, cells.failed?.[0])}">${compact(runs)}</td>`;
}
