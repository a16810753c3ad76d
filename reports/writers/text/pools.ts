import { grouped, percent } from '../../counts.js';
import type { PoolRow, Report } from '../../report.js';
import { type Cell, table } from '../table.js';
import type { Screen } from './screen.js';

/** How far the cases filled each key-ID pool. */
export function poolLines({ pools, summary }: Report, { width, palette }: Screen): readonly string[] {
  if (pools.length === 0) return [];
  const titles = ['pool', 'cases', 'limit−1', 'limit', 'limit+1', 'any of these'];
  const heading = titles.map((text): Cell => ({ text, paint: palette.faint }));
  const rows = pools.map((row) => poolCells(row, palette.doubtful));
  const { cases, touching } = summary.reach;
  const all = ['all', grouped(cases), '', '', '', percent(touching, cases)].map((text): Cell => ({ text }));
  return [
    `${palette.strong('Key-ID pools')} (share of cases that reached)`,
    ...table([heading, ...rows, ...(pools.length > 1 ? [all] : [])], width),
  ];
}

function poolCells(row: PoolRow, doubtful: Cell['paint']): readonly Cell[] {
  const shares = [row.belowLimit, row.atLimit, row.beyondLimit, row.touching].map(({ cases }): Cell => {
    return { text: percent(cases, row.cases), paint: cases === 0 ? doubtful : undefined };
  });
  return [{ text: row.pool }, { text: grouped(row.cases) }, ...shares];
}
