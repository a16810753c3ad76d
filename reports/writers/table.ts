import type { Paint } from './palette.js';
import { lengthOf } from './wrap.js';

/** One cell: its text and how it is set off. */
export interface Cell {
  readonly text: string;
  readonly paint?: Paint | undefined;
}

/**
 * Lays out rows under a heading: the first column to the left, the others to the right, two blanks between. When it does not fit,
 * the first column gives way, down to {@link firstColumnLeast} characters.
 *
 * @param rows the first one is the heading; all have as many cells.
 */
export function table(rows: readonly (readonly Cell[])[], width: number, indent = '  '): readonly string[] {
  const widths = columnWidths(rows);
  const others = widths.slice(1).reduce((sum, column) => sum + column + 2, indent.length);
  const [natural = 0] = widths;
  const first = Math.max(Math.min(natural, firstColumnLeast), Math.min(natural, width - others));
  return rows.map((cells) => {
    const texts = cells.map((cell, column) => (column === 0 ? leftCell(cell, first) : rightCell(cell, widths[column] ?? 0)));
    return `${indent}${texts.join('  ')}`.trimEnd();
  });
}

/** The first column holds names; cut shorter than this they tell nothing. */
const firstColumnLeast = 10;

function columnWidths(rows: readonly (readonly Cell[])[]): readonly number[] {
  const columns = rows[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, column) => Math.max(...rows.map((cells) => lengthOf(cells[column]?.text ?? ''))));
}

function leftCell({ text, paint }: Cell, width: number): string {
  const shown = lengthOf(text) > width ? `${[...text].slice(0, width - 1).join('')}…` : text;
  return `${paint?.(shown) ?? shown}${' '.repeat(width - lengthOf(shown))}`;
}

function rightCell({ text, paint }: Cell, width: number): string {
  return `${' '.repeat(width - lengthOf(text))}${paint?.(text) ?? text}`;
}
