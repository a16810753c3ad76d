import { describe, expect, it } from 'vitest';
import { reportBytes, smallRun } from './small-run.js';

/**
 * Promise: the same plan gives the same report, byte for byte, however often it runs and however it is cut into shards.
 */
describe('the same plan gives the same bytes', () => {
  const machines = ['emerald-rapids'];
  const whole = smallRun({ machines });

  it('when it runs again', () => {
    expect(reportBytes(smallRun({ machines }))).toBe(reportBytes(whole));
  });

  it.each([2, 7])('when %i shards are joined, in whatever order', (count) => {
    const shards = Array.from({ length: count }, (_, index) => smallRun({ machines, shard: [index + 1, count] }));
    expect(reportBytes(...shards.reverse())).toBe(reportBytes(whole));
  });

  it('but another seed gives another report', () => {
    expect(reportBytes(smallRun({ machines, seed: 8 }))).not.toBe(reportBytes(whole));
  });

  it('and says when a shard is missing', () => {
    expect(reportBytes(smallRun({ machines, shard: [1, 2] }))).toContain('"verdict":"inconclusive"');
  });
});
