import fc from 'fast-check';
import { expect, it } from 'vitest';
import { httpTime, isoTime } from './utc-time.js';

it('tells the time as the calendar of the machine does', () => {
  const seconds = fc.integer({ min: -2_000_000_000, max: 8_000_000_000 });
  fc.assert(
    fc.property(seconds, (value) => {
      const date = new Date(value * 1000);
      expect(isoTime(value)).toBe(`${date.toISOString().slice(0, 19)}Z`);
      expect(httpTime(value)).toBe(date.toUTCString());
    }),
  );
});
