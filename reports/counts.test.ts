import { expect, it } from 'vitest';
import { compact, counted, grouped, listed, percent } from './counts.js';

it('groups digits by thousands', () => {
  expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
});

it('keeps large numbers within five characters, never rounding up', () => {
  expect([9999, 10_000, 12_399, 99_999, 123_456, 999_999, 1_234_567].map(compact)).toEqual([
    '9,999',
    '10.0k',
    '12.3k',
    '99.9k',
    '123k',
    '999k',
    '1.2M',
  ]);
});

it('never shows something as nothing nor less than all as all', () => {
  expect([percent(0, 9), percent(1, 1000), percent(1, 3), percent(999, 1000), percent(9, 9), percent(0, 0)]).toEqual([
    '0 %',
    '<1 %',
    '33 %',
    '>99 %',
    '100 %',
    '0 %',
  ]);
});

it('puts numbers and lists into words', () => {
  expect([counted(1, 'case'), counted(2000, 'case')]).toEqual(['1 case', '2,000 cases']);
  expect([listed([]), listed(['a']), listed(['a', 'b', 'c']), listed(['a', 'b', 'c', 'd'])]).toEqual([
    '',
    'a',
    'a, b and c',
    'a, b, c and 1 more',
  ]);
});
