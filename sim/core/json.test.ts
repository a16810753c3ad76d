import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Defect } from './defect.js';
import { canonicalJson, digestOf } from './json.js';

describe('canonicalJson', () => {
  it('sorts keys by code unit, at every depth, and writes no blanks', () => {
    expect(canonicalJson({ b: [{ z: 1, a: null }], a: 'é', B: true })).toBe('{"B":true,"a":"é","b":[{"a":null,"z":1}]}');
  });

  it('sorts integer-like keys as text too, unlike objects of JavaScript', () => {
    expect(canonicalJson({ 9: 'nine', 10: 'ten', '-': 0 })).toBe('{"-":0,"10":"ten","9":"nine"}');
  });

  it('keeps a key named __proto__', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it('holds absent and undefined members for the same', () => {
    expect(canonicalJson({ a: undefined, b: { c: undefined } })).toBe(canonicalJson({ b: {} }));
  });

  it('writes numbers as JavaScript does, minus zero as zero', () => {
    expect(canonicalJson([-0, 1e21, 0.1, 2 ** 53])).toBe('[0,1e+21,0.1,9007199254740992]');
  });

  it('is read back by JSON.parse to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which members were added', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const backwards = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(backwards)).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([
    ['NaN', Number.NaN],
    ['an infinity', { a: Number.POSITIVE_INFINITY }],
    ['undefined alone', undefined],
    ['undefined in a list', [1, undefined]],
    ['a bigint', { a: 1n }],
    ['a function', { a: () => 1 }],
    ['a map', new Map([['a', 1]])],
  ])('calls %s a defect instead of writing something else', (_what, value) => {
    expect(() => canonicalJson(value)).toThrow(Defect);
  });
});

describe('digestOf', () => {
  // Frozen: digests name cases and profiles in saved files. A change here makes every saved file stale.
  it('is SHA-256 of the canonical text, cut on request', () => {
    expect(digestOf({ b: 1, a: [true] })).toBe('708747538ba81fd60b5aac8c646370de5e24abf70ab1872f67458a5a4f3af05d');
    expect(digestOf({ a: [true], b: 1 }, 8)).toBe('70874753');
  });
});
