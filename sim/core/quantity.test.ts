import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfQuantity, GIB, MIB } from './quantity.js';

describe('bytesOfQuantity', () => {
  it.each([
    ['0', 0],
    ['1073741824', GIB],
    ['64Mi', 64 * MIB],
    ['1Gi', GIB],
    ['1.5Gi', 1.5 * GIB],
    ['1024M', 1_024_000_000],
    ['8k', 8_000],
    ['2Ki', 2_048],
    ['1Ti', 2 ** 40],
    ['1.0', 1],
  ])('reads %s', (text, bytes) => {
    expect(bytesOfQuantity(text)).toBe(bytes);
  });

  it('reads decimal fractions exactly, although doubles cannot', () => {
    expect(bytesOfQuantity('2.3M')).toBe(2_300_000);
    expect(bytesOfQuantity('1.1k')).toBe(1_100);
  });

  it.each([
    '',
    ' 64Mi',
    '64 Mi',
    '64mi',
    '64MB',
    '-1',
    '+1',
    '0x10',
    'abc',
    '1e3',
    '1.',
    '.5',
    'Mi',
    '1.5',
    '0.3Ki',
    '100m',
    '9Pi0',
    '16384Ti',
  ])('refuses %o', (text) => {
    expect(bytesOfQuantity(text)).toBeUndefined();
  });

  it('reads back every whole number of bytes', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        expect(bytesOfQuantity(String(bytes))).toBe(bytes);
      }),
    );
  });
});
