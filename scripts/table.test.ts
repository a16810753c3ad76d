import { describe, expect, it } from 'vitest';
import { table } from './table.js';

describe('table', () => {
  it('sets columns side by side and leaves no blanks at line ends', () => {
    expect(table(['A', 'B'], [['x', 'y']], 80)).toBe('A  B\nx  y\n');
  });

  it('wraps the last column at words, within the screen', () => {
    const text = table(['ID', 'WHAT'], [['one', 'a sentence that does not fit into forty columns at all']], 40);
    expect(text).toBe('ID   WHAT\none  a sentence that does not fit into\n     forty columns at all\n');
  });

  it('breaks a word only when the word alone is too wide, and loses none of it', () => {
    const word = 'x'.repeat(100);
    const lines = table(['A', 'B'], [['1', word]], 60)
      .trimEnd()
      .split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.slice(1).join('').replace(/[^x]/g, '')).toBe(word);
  });
});
