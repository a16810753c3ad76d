import { compact, counted, grouped, percent } from '../../counts.js';
import { coverageOf, type GroupCoverage, type Hole } from '../../coverage.js';
import type { Matrix, Report } from '../../report.js';
import { boundWords } from '../../words.js';
import { heatOf } from './heat.js';
import { type Content, type Markup, markup } from './markup.js';
import { folded, part, scrolling } from './page-parts.js';

/** Cells of the whole matrix that are shown; a larger one is in report.json. */
const cellsMax = 32_000;

/** Rows of the table of the thinnest cells. */
const thinnestShown = 8;

/** Requirement × machine × fault: where it is thin, where it has holes, and all of it. */
export function coveragePart(report: Report): Content {
  const { cells, filled, thinnest, neverOn, groups } = coverageOf(report);
  if (filled === 0) return undefined;
  const rows = thinnest.slice(0, thinnestShown).map(
    ({ requirement, machine, cases, failureRateBound }) => markup`<tr><td class="id">${requirement}
<div class="sentence">on ${machine}</div></td><td>${grouped(cases)}</td><td>${boundWords(failureRateBound)}</td></tr>`,
  );
  const thin = markup`<table><caption>Checked in the fewest cases</caption><thead><tr><th scope="col">requirement</th>
<th scope="col">cases</th><th scope="col">at most failing</th></tr></thead><tbody>${rows}</tbody></table>`;
  return part(
    'coverage',
    'Coverage',
    markup`<p>${percent(filled, cells)} of ${counted(cells, 'cell')} of requirement × machine × fault have a case. A case counts for each of its
machines and under each fault that was in it there; where N random cases checked something and none failed, at most 3 ÷ N of such cases
would, with 95 % confidence.</p>`,
    scrolling('Checked in the fewest cases', thin),
    neverOn.map(holeList),
    groupTable(groups, report.matrix.columns),
    cells <= cellsMax ? wholeMatrix(report.matrix, report.run.machines) : markup`<p>The whole matrix is in report.json.</p>`,
  );
}

function holeList({ at, requirements }: Hole): Content {
  return folded(`${counted(requirements.length, 'MUST')} never checked on ${at}`, requirements);
}

/** How much of each heading was looked at while each thing was wrong. */
function groupTable(groups: readonly GroupCoverage[], columns: readonly string[]): Content {
  const rows = groups.map(({ group, requirements, checked }) => {
    const tds = checked.map((count) => markup`<td class="${shareHeat(count, requirements)}">${count}</td>`);
    return markup`<tr><th scope="row">${group} (${requirements})</th>${tds}</tr>\n`;
  });
  const table = markup`<table class="heat">${heatHead('requirements checked, by what was wrong', columns)}<tbody>${rows}</tbody></table>`;
  return markup`<h3>Requirements checked under each fault</h3>${scrolling('Requirements checked under each fault', table)}`;
}

function shareHeat(part: number, whole: number): string {
  return part === 0 ? 'h0' : `h${Math.max(1, Math.ceil((5 * part) / whole))}`;
}

function heatHead(title: string, columns: readonly string[]): Markup {
  const headings = columns.map((column) => markup`<th scope="col"><span>${column}</span></th>`);
  return markup`<thead><tr><th scope="col">${title}</th>${headings}</tr></thead>`;
}

function wholeMatrix({ columns, rows }: Matrix, machines: readonly string[]): Content {
  return machines.map((machine) => {
    const body = rows.flatMap(({ requirement, machines: cells }): readonly Markup[] => {
      const own = cells.find((each) => each.machine === machine);
      if (own === undefined) return [];
      const tds = own.runs.map((runs, at) =>
        runs === 0 ? markup`<td></td>` : markup`<td class="${heatOf(runs, own.failed?.[at])}">${compact(runs)}</td>`,
      );
      return [markup`<tr><th scope="row">${requirement}</th>${tds}</tr>\n`];
    });
    const table = markup`<table class="heat">${heatHead('cases, by what was wrong', columns)}<tbody>${body}</tbody></table>`;
    return markup`<details><summary>Requirement × fault on ${machine}</summary>${scrolling(`Requirement by fault on ${machine}`, table)}</details>`;
  });
}
