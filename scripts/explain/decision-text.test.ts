import { expect, it } from 'vitest';
import { plainPalette } from '../../reports/writers/palette.js';
import { decisionLines } from './decision-text.js';

const screen = { width: 400, palette: plainPalette, everything: false };

it('tells of an admission what is new, what is otherwise and what is gone', () => {
  const defaulted = [
    { path: 'spec.a', after: 'x'.repeat(158) },
    { path: 'spec.b', after: 'x'.repeat(159) },
    { path: 'spec.c', before: 1, after: 2 },
    { path: 'spec.d', before: 1 },
  ];
  const lines = decisionLines({ stage: 'admit', guest: 'g', allowed: true, defaulted, causes: [], warnings: [] }, screen);
  expect(lines).toEqual([
    'admit  g  accepted',
    `  + spec.a: "${'x'.repeat(158)}"`,
    `  + spec.b: "${'x'.repeat(156)}…`,
    '  ~ spec.c: 2 (was 1)',
    '  − spec.d: removed (was 1)',
  ]);
});
