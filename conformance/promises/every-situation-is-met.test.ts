import { describe, expect, it } from 'vitest';
import { buildReport } from '../../reports/index.js';
import { smallRun } from './small-run.js';

/**
 * Promise: the default gate meets every situation it declares that is not rare, exercises every technology, fault and stage it claims, and
 * fills every key-ID pool to its limit and beyond, without a single random case.
 */
describe('the enumerated cases of the default gate', () => {
  const { marks, features, pools } = buildReport(smallRun({ runs: 0 }));

  it('meet every situation that is not rare', () => {
    expect(marks.unhit.filter(({ rare }) => rare === undefined)).toEqual([]);
    expect(marks.declared).toBeGreaterThan(300);
  });

  it('exercise every declared feature', () => {
    expect(features.unexercised).toEqual([]);
  });

  it.each(pools)('fill $pool to its limit and ask for one more', ({ belowLimit, atLimit, beyondLimit }) => {
    for (const { cases } of [belowLimit, atLimit, beyondLimit]) expect(cases).toBeGreaterThan(0);
  });
});
