import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyPools } from '../contracts/protection.js';
import { MiscController } from './misc-controller.js';
import { parseMaxWrite, unlimited } from './misc-max-grammar.js';

/** What misc.max holds before each write, so that a refused write is seen to leave it alone. */
const before = 7n;

const accepted: readonly (readonly [bytes: string, readsBackAs: bigint | 'max'])[] = [
  ['sev 5', 5n],
  ['sev 5\n', 5n],
  [' sev 5 ', 5n],
  ['sev 0x10', 16n],
  ['sev 010', 8n],
  ['sev +5', 5n],
  ['sev max', 'max'],
  ['sev max\n', 'max'],
  ['sev max ', 'max'],
  ['sev 18446744073709551615', 'max'],
  ['sev 0', 0n],
];

const rejected: readonly (readonly [bytes: string, errno: 'EINVAL' | 'ERANGE', because: string])[] = [
  ['sev 18446744073709551616', 'ERANGE', 'the number needs 65 bits'],
  ['sev  5', 'EINVAL', 'two spaces leave one before the number'],
  ['sev\t5', 'EINVAL', 'only a space separates'],
  ['sev -1', 'EINVAL', 'numbers are unsigned'],
  ['sev 5.5', 'EINVAL', 'numbers are whole'],
  ['sev 5x', 'EINVAL', 'rubbish follows the number'],
  ['sev 5 6', 'EINVAL', 'a second number follows'],
  ['sev 0b1', 'EINVAL', 'there is no binary notation'],
  ['sev MAX', 'EINVAL', 'max is lower case'],
  ['sev Max', 'EINVAL', 'max is lower case throughout'],
  ['max sev', 'EINVAL', 'the name comes first'],
  ['sev', 'EINVAL', 'the limit is missing'],
  ['', 'EINVAL', 'nothing was written'],
  ['foo 1', 'EINVAL', 'there is no such resource'],
  ['sev 5\nsev_es 6', 'EINVAL', 'one write sets one limit'],
];

describe('writing misc.max', () => {
  it.each(accepted)('accepts %j, all bytes of it, and reads back %s', (bytes, readsBackAs) => {
    const misc = limitedGroup();
    expect(misc.writeMax('/a', bytes)).toEqual({ ok: true, value: bytes.length });
    expect(maxOf(misc)).toEqual({ sev: readsBackAs, sev_es: before, tdx: 'max' });
  });

  it.each(rejected)('rejects %j with %s because %s, and changes nothing', (bytes, errno) => {
    const misc = limitedGroup();
    expect(misc.writeMax('/a', bytes)).toEqual({ ok: false, reason: errno });
    expect(maxOf(misc)).toEqual({ sev: before, sev_es: before, tdx: 'max' });
  });

  it('rejects a valid number for a known name without capacity with EINVAL', () => {
    expect(limitedGroup().writeMax('/a', 'tdx 5')).toEqual({ ok: false, reason: 'EINVAL' });
  });

  it('rejects a too big number for a known name without capacity with ERANGE, for it reads the number first', () => {
    expect(limitedGroup().writeMax('/a', 'tdx 18446744073709551616')).toEqual({ ok: false, reason: 'ERANGE' });
  });

  it('rejects max too for a known name without capacity', () => {
    expect(limitedGroup().writeMax('/a', 'tdx max')).toEqual({ ok: false, reason: 'EINVAL' });
  });

  it('does not know a name that is not compiled in, so even a too big number is EINVAL', () => {
    expect(parseMaxWrite('tdx 18446744073709551616', ['sev', 'sev_es'])).toEqual({ ok: false, reason: 'EINVAL' });
  });

  it('has no file to write on the root, in an unknown group, or where the controller is disabled', () => {
    const misc = limitedGroup();
    expect(misc.writeMax('/', 'sev 5')).toEqual({ ok: false, reason: 'ENOENT' });
    expect(misc.writeMax('/b', 'sev 5')).toEqual({ ok: false, reason: 'ENOENT' });
    misc.disableInChildren('/');
    expect(misc.writeMax('/a', 'sev 5')).toEqual({ ok: false, reason: 'ENOENT' });
  });

  it('takes at most one page', () => {
    const misc = limitedGroup();
    expect(misc.writeMax('/a', 'sev 5'.padEnd(4096))).toEqual({ ok: true, value: 4096 });
    expect(misc.writeMax('/a', 'sev 5'.padEnd(4097))).toEqual({ ok: false, reason: 'E2BIG' });
  });
});

describe('the number of a limit', () => {
  it.each([
    ['08', 'EINVAL', 'an octal number has no 8'],
    ['0x', 'EINVAL', 'it is the octal number 0 and an x'],
    ['0xg', 'EINVAL', 'it is the octal number 0 and rubbish'],
    ['++5', 'EINVAL', 'one sign is enough'],
    ['+', 'EINVAL', 'a sign is not a number'],
    ['18446744073709551616x', 'ERANGE', 'overflow is noticed before rubbish'],
    ['0x10000000000000000', 'ERANGE', 'hexadecimal numbers overflow too'],
    ['02000000000000000000000', 'ERANGE', 'octal numbers overflow too'],
  ])('%s is %s because %s', (number, errno) => {
    expect(parseMaxWrite(`sev ${number}`, keyPools)).toEqual({ ok: false, reason: errno });
  });

  it.each([
    ['0X1f', 31n],
    ['+0x1F', 31n],
    ['+017', 15n],
    ['00', 0n],
    ['01777777777777777777777', unlimited],
  ])('%s is %d', (number, max) => {
    expect(parseMaxWrite(`sev ${number}`, keyPools)).toEqual({ ok: true, value: { pool: 'sev', max } });
  });

  it('is the same in every notation, whatever white space is around the write', () => {
    const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\v', '\f', '\r', '\xa0'), maxLength: 4 });
    const notation = fc.constantFrom(
      (n: bigint) => `${n}`,
      (n: bigint) => `0x${n.toString(16)}`,
      (n: bigint) => `0X${n.toString(16).toUpperCase()}`,
      (n: bigint) => `0${n.toString(8)}`,
    );
    const property = fc.property(
      fc.bigInt(0n, unlimited),
      notation,
      fc.boolean(),
      space,
      space,
      (max, write, sign, left, right) => {
        const bytes = `${left}sev_es ${sign ? '+' : ''}${write(max)}${right}`;
        expect(parseMaxWrite(bytes, keyPools)).toEqual({ ok: true, value: { pool: 'sev_es', max } });
      },
    );
    fc.assert(property);
  });

  it('is out of range from 2^64 on', () => {
    const property = fc.property(fc.bigInt(unlimited + 1n, 2n ** 80n), (number) => {
      expect(parseMaxWrite(`sev ${number}`, keyPools)).toEqual({ ok: false, reason: 'ERANGE' });
    });
    fc.assert(property);
  });

  it('ends at a NUL, as a C string does', () => {
    expect(parseMaxWrite('sev 5\0 6', keyPools)).toEqual({ ok: true, value: { pool: 'sev', max: 5n } });
  });

  it('is found in text of exactly one form', () => {
    const form = /^[\s]*(sev|sev_es|tdx) (max|\+?0x[0-9a-f]+|\+?0[0-7]*|\+?[1-9][0-9]*)\s*$/i;
    const pieces = ['sev', '_es', 'tdx', 'max', ' ', '\t', '\n', '+', '-', '0', '0x', '8', '9', 'a', 'x', 'SEV', 'Max', '.'];
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...pieces), maxLength: 6 }),
      fc.string({ unit: fc.constantFrom(...pieces), maxLength: 6 }).map((rest) => `sev ${rest}`),
      fc.string({ unit: 'binary' }),
    );
    const property = fc.property(text, (bytes) => {
      const wellFormed = form.test(bytes) && !/SEV|Max/.test(bytes);
      expect(parseMaxWrite(bytes, keyPools)).toMatchObject(wellFormed ? { ok: true } : { ok: false, reason: 'EINVAL' });
    });
    fc.assert(property, { numRuns: 1000 });
  });
});

/** Group `/a` with a limit on `sev` and `sev_es`; the host has no `tdx`. */
function limitedGroup(): MiscController {
  const misc = new MiscController({ sev: 907, sev_es: 99 });
  misc.makeGroup('/a');
  misc.writeMax('/a', `sev ${before}`);
  misc.writeMax('/a', `sev_es ${before}`);
  return misc;
}

function maxOf(misc: MiscController): unknown {
  const group = misc.groups().find(({ path }) => path === '/a');
  return group && { sev: group.resources.sev.max, sev_es: group.resources.sev_es.max, tdx: group.resources.tdx.max };
}
