import { expect, it } from 'vitest';
import { isAtLeast } from './release.js';

it('compares releases by number, not by letter', () => {
  expect(isAtLeast('12.8.0', '9.1')).toBe(true);
  expect(isAtLeast('10.0.13', '10.1')).toBe(false);
  expect(isAtLeast('11.5', '11.5.0')).toBe(true);
  expect(isAtLeast('9.0.0', '9.0')).toBe(true);
});
