import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oncePerObject, remembered } from './remembered.js';
import { textPrint } from './text-print.js';

describe('remembered', () => {
  it('gives what the function gives, whatever was asked before', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', long('c', 20_000), long('d', 20_000)), { maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 3 }), (asked, limit) => {
        const lengthOf = remembered((text) => ({ text }), limit);
        for (const text of asked) expect(lengthOf(text)).toEqual({ text });
      }),
    );
  });

  it('does the work once, and again only for what it forgot', () => {
    const asked: string[] = [];
    const read = remembered((text) => asked.push(text), 2);
    for (const text of ['a', 'b', 'a', 'c', 'b', 'a']) read(text);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('tells texts apart that print alike', () => {
    const [one, other] = twins();
    expect(textPrint(one)).toBe(textPrint(other));
    const read = remembered((text) => text.indexOf('!'));
    expect([read(one), read(other), read(one)]).toEqual([one.indexOf('!'), other.indexOf('!'), one.indexOf('!')]);
  });
});

describe('oncePerObject', () => {
  it('does the work once for each object, and tells equal objects apart', () => {
    const asked: object[] = [];
    const read = oncePerObject((key: object) => (asked.push(key) > 1 ? undefined : 'first'));
    const [one, other] = [{ a: 1 }, { a: 1 }];
    expect([read(one), read(other), read(one), read(other)]).toEqual(['first', undefined, 'first', undefined]);
    expect(asked).toEqual([one, other]);
  });
});

/** Two texts that differ where no sample is taken. */
function twins(): readonly [string, string] {
  const blank = long(' ', 40_000);
  const marked = (at: number): string => `${blank.slice(0, at)}!${blank.slice(at + 1)}`;
  const unseen = Array.from({ length: 200 }, (_, at) => 1000 + at).filter((at) => textPrint(marked(at)) === textPrint(blank));
  return [marked(unseen[0] as number), marked(unseen[1] as number)];
}

function long(character: string, length: number): string {
  return character.repeat(length);
}
