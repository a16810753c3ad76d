import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { exitCodeOf, type Verdict, verdicts, worstVerdict } from './verdict.js';

const anyVerdict = fc.constantFrom(...verdicts);
const someVerdicts = fc.array(anyVerdict, { minLength: 1, maxLength: 8 });

describe('worstVerdict is the join of a lattice', () => {
  it.prop([anyVerdict])('one verdict stands for itself, however often it is merged', (verdict) => {
    expect(worstVerdict([verdict])).toBe(verdict);
    expect(worstVerdict([verdict, verdict])).toBe(verdict);
  });

  it.prop([someVerdicts, someVerdicts])(
    'neither order nor grouping matters, so shards may be merged as they come',
    (left, right) => {
      const whole = worstVerdict([...left, ...right]);
      expect(worstVerdict([...right, ...left].reverse())).toBe(whole);
      expect(worstVerdict([worstVerdict(left), worstVerdict(right)])).toBe(whole);
    },
  );

  it.prop([someVerdicts, anyVerdict])('only gets worse', (list, more) => {
    expect(verdicts.indexOf(worstVerdict([...list, more]))).toBeGreaterThanOrEqual(verdicts.indexOf(worstVerdict(list)));
  });

  it('a break of fauxmetal hides everything, a failure everything but that', () => {
    expect(worstVerdict(['pass', 'fail', 'error', 'inconclusive'])).toBe('error');
    expect(worstVerdict(['inconclusive', 'fail', 'pass'])).toBe('fail');
    expect(worstVerdict(['pass', 'unsupported', 'disabled'])).toBe('unsupported');
  });

  it('nothing at all is not a pass', () => {
    expect(worstVerdict([])).toBe('inconclusive');
  });
});

describe('exitCodeOf', () => {
  it.each<[Verdict, number]>([
    ['pass', 0],
    ['disabled', 0],
    ['unsupported', 0],
    ['fail', 1],
    ['inconclusive', 3],
    ['error', 4],
  ])('%s is %i', (verdict, code) => {
    expect(exitCodeOf(verdict)).toBe(code);
  });
});
