import { expect, it } from 'vitest';
import { withoutNulls } from './without-nulls.js';

it('null counts as absent, however deep', () => {
  const object = { a: null, b: { c: null, d: [{ e: null, f: 0 }] }, g: '' };
  expect(withoutNulls(object)).toEqual({ b: { d: [{ f: 0 }] }, g: '' });
});

it('an object without any is given back as it is', () => {
  const object = { a: { b: [undefined, 1].slice(1) as number[] }, c: false };
  expect(withoutNulls(object)).toBe(object);
});
