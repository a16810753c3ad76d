import { expect, it } from 'vitest';
import { done, type Outcome, refused } from './outcome.js';

it('an outcome is a plain value that survives JSON, whichever way it went', () => {
  const outcomes: readonly Outcome<number, { readonly code: string }>[] = [done(7), refused({ code: 'full' })];
  expect(JSON.parse(JSON.stringify(outcomes))).toEqual([
    { ok: true, value: 7 },
    { ok: false, reason: { code: 'full' } },
  ]);
});
