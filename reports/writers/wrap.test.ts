import { expect, it } from 'vitest';
import { table } from './table.js';
import { lengthOf, wrap } from './wrap.js';

it('breaks at blanks and indents the lines that follow', () => {
  expect(wrap('the quick brown fox', 16, 'found: ')).toEqual(['found: the quick', '       brown fox']);
});

it('breaks a word that fits no line, between whole characters', () => {
  expect(wrap('ab 🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐', 8)).toEqual(['ab', '🔐🔐🔐🔐🔐🔐🔐🔐', '🔐🔐']);
});

it('keeps an empty text as one empty line', () => {
  expect(wrap('', 20, '- ')).toEqual(['-']);
});

it('aligns the first column left and the others right', () => {
  const rows = [
    ['host', 'cases'],
    ['rome', '7'],
  ].map((cells) => cells.map((text) => ({ text })));
  expect(table(rows, 80)).toEqual(['  host  cases', '  rome      7']);
});

it('lets the first column give way when the table does not fit', () => {
  const [line = ''] = table([[{ text: 'a-machine-with-a-long-name' }, { text: '12345' }]], 24);
  expect(line).toBe('  a-machine-with…  12345');
  expect(lengthOf(line)).toBe(24);
});
