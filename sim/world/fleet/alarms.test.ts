import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../core/clock.js';
import { Alarms } from './alarms.js';

describe('alarms', () => {
  it('ring in the order of their moments, and those of one moment in the order they were set', () => {
    const moments = fc.array(fc.nat({ max: 20 }), { maxLength: 40 });
    fc.assert(
      fc.property(moments, (all) => {
        const rung: (readonly [number, number])[] = [];
        const alarms = new Alarms(new VirtualClock());
        for (const [index, at] of all.entries()) alarms.set(at, (now) => void rung.push([now, index]));
        alarms.runUntil(20);
        const expected = all
          .map((at, index) => [at, index] as const)
          .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
        expect(rung).toEqual(expected);
        expect(alarms.size).toBe(0);
      }),
    );
  });

  it('ring again after as long as they say, and leave the clock where it was to go', () => {
    const clock = new VirtualClock();
    const alarms = new Alarms(clock);
    const rung: number[] = [];
    alarms.set(5, (now) => {
      rung.push(now);
      return now < 25 ? 10 : undefined;
    });
    alarms.set(7, () => void alarms.set(7, (now) => void rung.push(now)));
    alarms.runUntil(100);
    expect(rung).toEqual([5, 7, 15, 25]);
    expect(clock.nowMs).toBe(100);
  });

  it('are not set in the past', () => {
    const clock = new VirtualClock();
    clock.advance(10);
    expect(() => new Alarms(clock).set(9, () => undefined)).toThrow('in the past');
  });
});
