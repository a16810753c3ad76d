/**
 * Text in columns. The last column takes what the screen leaves and wraps at words; the others are as wide as their longest cell,
 * cut to a third of the screen.
 *
 * @param columns width of the screen in characters.
 */
export function table(heading: readonly string[], rows: readonly (readonly string[])[], columns: number): string {
  const widths = columnWidths([heading, ...rows], columns);
  return [heading, ...rows].map((row) => rowText(row, widths)).join('');
}

const gap = '  ';

function columnWidths(rows: readonly (readonly string[])[], columns: number): readonly number[] {
  const count = rows[0]?.length ?? 0;
  const widest = Math.max(12, Math.floor(columns / 3));
  const natural = Array.from({ length: count }, (_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)));
  const fixed = natural.slice(0, -1).map((width) => Math.min(width, widest));
  const used = fixed.reduce((sum, width) => sum + width + gap.length, 0);
  return [...fixed, Math.max(20, columns - used)];
}

function rowText(row: readonly string[], widths: readonly number[]): string {
  const cells = row.map((cell, index) => wrapped(cell, widths[index] ?? 20));
  const height = Math.max(...cells.map((lines) => lines.length));
  let text = '';
  for (let line = 0; line < height; line += 1) {
    const parts = cells.map((lines, index) => (lines[line] ?? '').padEnd(widths[index] ?? 0));
    text += `${parts.join(gap).trimEnd()}\n`;
  }
  return text;
}

/** Breaks at spaces, and inside a word only when the word alone is too wide. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => chunks(part, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function chunks(word: string, width: number): readonly string[] {
  if (word.length <= width) return [word];
  return word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [word];
}
