import { compact, grouped, percent } from '../../counts.js';
import type { PoolRow, ReachCount, Report } from '../../report.js';
import { type Content, type Markup, markup } from './markup.js';
import { chip, part, scrolling } from './page-parts.js';

/** Which machine met which stage in how many cases. */
export function hostsPart({ hosts, stages }: Report): Content {
  if (hosts.length === 0) return undefined;
  const rows = hosts.map(({ machine, verdict, cases, stages: cells }) => {
    const tds = cells.map(
      (cell) =>
        markup`<td>${compact(cell.cases)}${cell.findings > 0 ? markup` ${chip('fail', `✗ ${compact(cell.findings)}`)}` : ''}</td>`,
    );
    return markup`<tr><th scope="row">${machine}</th><td class="text">${chip(verdict)}</td>${tds}<td>${grouped(cases)}</td></tr>`;
  });
  const headings = stages.map((stage) => markup`<th scope="col">${stage}</th>`);
  const table = markup`<table><caption>Cases that met each stage</caption><thead><tr><th scope="col">host</th><th scope="col" class="text">verdict</th>${headings}
<th scope="col">cases</th></tr></thead><tbody>${rows}</tbody></table>`;
  return part('hosts', 'Hosts', scrolling('Cases that met each stage', table));
}

/** How far the cases filled each key-ID pool, as bars. */
export function poolsPart({ pools }: Report): Content {
  if (pools.length === 0) return undefined;
  const bodies = pools.map((row) => markup`<tbody>${poolRows(row)}</tbody>`);
  const table = markup`<table><caption>Share of the cases with a pool that came to each point of it</caption><thead><tr><th scope="col">pool</th>
<th scope="col" class="text">point</th><th scope="col" class="text">share</th><th scope="col">cases</th></tr></thead>${bodies}</table>`;
  return part('reach', 'Reach of key-ID limits', scrolling('Reach of key-ID limits', table));
}

function poolRows(row: PoolRow): readonly Markup[] {
  const points: readonly (readonly [string, ReachCount])[] = [
    ['limit−1', row.belowLimit],
    ['limit', row.atLimit],
    ['limit+1', row.beyondLimit],
    ['any of these', row.touching],
  ];
  return points.map(([point, { cases, share }], at) => {
    const name = markup`<th scope="rowgroup" rowspan="${points.length}">${row.pool}<div class="sentence">${grouped(row.cases)} cases</div></th>`;
    return markup`<tr>${at === 0 ? name : ''}<td class="text">${point}</td><td class="bar"><i style="width:${Math.round(share * 100)}%"></i></td>
<td>${grouped(cases)} (${percent(cases, row.cases)})</td></tr>`;
  });
}
