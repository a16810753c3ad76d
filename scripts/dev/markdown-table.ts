/**
 * A Markdown table whose columns line up in a terminal too; the last column is left ragged. A bar in a cell is escaped.
 *
 * @example markdownTable(['pool', 'keys'], [['sev', '907']]) // '| pool | keys |\n|------|---|\n| sev  | 907 |\n'
 */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = [heading, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = heading.map((_, column) => Math.max(...escaped.map((row) => (row[column] ?? '').length)));
  const last = heading.length - 1;
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((cell, column) => (column === last ? cell : cell.padEnd(widths[column] ?? 0)));
    return `| ${padded.join(' | ')} |\n`;
  };
  const rule = `|${widths.map((width, column) => '-'.repeat(column === last ? 3 : width + 2)).join('|')}|\n`;
  const [first = [], ...body] = escaped;
  return `${line(first)}${rule}${body.map(line).join('')}`;
}
