import { grouped } from '../../counts.js';
import type { GroupRow, Report } from '../../report.js';
import type { Paint } from '../palette.js';
import { type Cell, table } from '../table.js';
import type { Screen } from './screen.js';

/** Requirements by heading, counted by verdict. Columns that would be all nought are left out, pass and fail aside. */
export function groupLines({ groups }: Report, { width, palette }: Screen): readonly string[] {
  if (groups.length === 0) return [];
  const columns: readonly Column[] = [
    { heading: 'pass', countOf: (row) => row.pass, paint: palette.good },
    { heading: 'fail', countOf: (row) => row.fail, paint: palette.bad },
    { heading: 'not exercised', countOf: (row) => row.inconclusive, paint: palette.doubtful, optional: true },
    { heading: 'unsupported', countOf: (row) => row.unsupported, paint: palette.doubtful, optional: true },
    { heading: 'provisional', countOf: (row) => row.provisional, paint: palette.doubtful, optional: true },
    { heading: 'checks', countOf: (row) => row.checks },
  ];
  const shown = columns.filter((column) => column.optional !== true || groups.some((row) => column.countOf(row) > 0));
  const heading = ['group', ...shown.map((column) => column.heading)].map((text): Cell => ({ text, paint: palette.faint }));
  const rows = groups.map((row) => [{ text: row.group }, ...shown.map((column) => countCell(column, row))]);
  return [palette.strong('Requirements'), ...table([heading, ...rows], width)];
}

interface Column {
  readonly heading: string;
  readonly countOf: (row: GroupRow) => number;
  readonly paint?: Paint;
  readonly optional?: true;
}

function countCell({ countOf, paint }: Column, row: GroupRow): Cell {
  const count = countOf(row);
  return count === 0 ? { text: '·' } : { text: grouped(count), paint };
}
