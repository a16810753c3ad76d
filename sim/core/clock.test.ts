import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { VirtualClock } from './clock.js';
import { Defect } from './defect.js';

describe('VirtualClock', () => {
  it('starts at zero and stands still until it is moved', () => {
    const clock = new VirtualClock();
    expect(clock.nowMs).toBe(0);
    expect(clock.nowMs).toBe(0);
  });

  it.prop([fc.array(fc.nat())])('is the sum of its steps', (steps) => {
    const clock = new VirtualClock();
    for (const step of steps) clock.advance(step);
    expect(clock.nowMs).toBe(steps.reduce((sum, step) => sum + step, 0));
  });

  it('is not shared', () => {
    const clock = new VirtualClock();
    new VirtualClock().advance(5);
    expect(clock.nowMs).toBe(0);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('calls a step of %s a defect and stays where it was', (step) => {
    const clock = new VirtualClock();
    clock.advance(3);
    expect(() => clock.advance(step)).toThrow(Defect);
    expect(clock.nowMs).toBe(3);
  });
});
