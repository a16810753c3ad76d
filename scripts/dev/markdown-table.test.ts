import { expect, it } from 'vitest';
import { markdownTable } from './markdown-table.js';

it('lines columns up, leaves the last one ragged and escapes bars', () => {
  const table = markdownTable(
    ['pool', 'keys'],
    [
      ['sev_es', '99'],
      ['a|b', 'many'],
    ],
  );
  expect(table).toBe('| pool   | keys |\n|--------|---|\n| sev_es | 99 |\n| a\\|b   | many |\n');
});
