import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestName, UsageError } from './usage-error.js';

describe('UsageError is one sentence', () => {
  it.each([
    [{}, 'unknown machine "genoaa"'],
    [{ fix: 'did you mean "genoa"?' }, 'unknown machine "genoaa"; did you mean "genoa"?'],
    [{ place: { file: 'a.yaml' } }, 'a.yaml: unknown machine "genoaa"'],
    [{ place: { file: 'a.yaml', line: 3 } }, 'a.yaml:3: unknown machine "genoaa"'],
    [
      { place: { file: 'a.yaml', line: 3, column: 7, path: 'host.machine' } },
      'a.yaml:3:7: host.machine: unknown machine "genoaa"',
    ],
    [
      { place: { path: 'host.machine' }, fix: 'see `profile list`' },
      'host.machine: unknown machine "genoaa"; see `profile list`',
    ],
    [{ place: { path: '' } }, 'unknown machine "genoaa"'],
  ])('with %o', (options, sentence) => {
    expect(new UsageError('unknown machine "genoaa"', options).message).toBe(sentence);
  });

  it('keeps place and fix for those who show them their own way', () => {
    const error = new UsageError('no', { place: { file: 'a.yaml', line: 3 }, fix: 'yes' });
    expect(error).toMatchObject({ name: 'UsageError', place: { file: 'a.yaml', line: 3 }, fix: 'yes' });
    expect(new UsageError('no')).toMatchObject({ place: {}, fix: undefined });
    expect(error).toBeInstanceOf(Error);
  });
});

describe('nearestName', () => {
  const machines = ['rome', 'genoa', 'emerald-rapids', 'sapphire-rapids'];

  it.each([
    ['genoaa', 'genoa'],
    ['gneoa', 'genoa'],
    ['roma', 'rome'],
    ['emerald_rapids', 'emerald-rapids'],
    ['emeraldrapid', 'emerald-rapids'],
    ['genoa', 'genoa'],
  ])('of %s is %s', (typed, meant) => {
    expect(nearestName(typed, machines)).toBe(meant);
  });

  it.each(['', 'xx', 'turin', 'skylake'])('of %o is nothing', (typed) => {
    expect(nearestName(typed, machines)).toBeUndefined();
  });

  it('does not offer a name that shares no letter', () => {
    expect(nearestName('ab', ['xy', 'x'])).toBeUndefined();
    expect(nearestName('a', ['x'])).toBeUndefined();
  });

  it('prefers the nearest, and of equally near ones the first', () => {
    expect(nearestName('milan', ['milano', 'milan-253', 'mulan'])).toBe('milano');
    expect(nearestName('bat', ['cat', 'rat'])).toBe('cat');
  });

  it('finds a name with one letter dropped, whichever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...machines), fc.nat({ max: 14 }), (name, position) => {
        const at = position % name.length;
        expect(nearestName(name.slice(0, at) + name.slice(at + 1), machines)).toBe(name);
      }),
    );
  });
});
