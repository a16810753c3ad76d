import { expect, it } from 'vitest';
import { assertThat, Defect } from './defect.js';
import { UsageError } from './usage-error.js';

it('assertThat is silent while the claim holds', () => {
  expect(assertThat(1 + 1 === 2, 'sums are right')).toBeUndefined();
});

it('assertThat throws a Defect that repeats the claim', () => {
  expect(() => assertThat(1 + 1 === Number('3'), 'sums are right')).toThrow(
    new Defect('this must hold, but does not: sums are right'),
  );
});

it('a defect is never taken for wrong usage', () => {
  expect(new Defect('x')).not.toBeInstanceOf(UsageError);
  expect(new Defect('x').name).toBe('Defect');
});
