import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Defect } from './defect.js';
import { openStream, streamSeed } from './prng.js';

/**
 * A promise to users: a seed printed by one version of fauxmetal names the same numbers in every later one, on every platform.
 * If a vector below must change, saved seeds lose their meaning: say so in the changelog.
 */
describe('the numbers a seed stands for never change', () => {
  it.each([
    [0, '', 1234930415],
    [0, 'case/0', 234223412],
    [1, 'case/0', 2615339334],
    [7, 'case/17', 421850276],
    [-1, 'plan', 2341357582],
    [0xffffffff, 'plan', 3263417857],
    [2 ** 53 - 1, 'größe/✓', 3840386850],
  ])('streamSeed(%i, %o)', (master, name, expected) => {
    expect(streamSeed(master, name)).toBe(expected);
  });

  it.each([
    [0, [2462723854, 1020716019, 454327756, 1275600319, 1215922603, 3678440605]],
    [42, [939911724, 3948730756, 321366731, 3317318717, 527392959, 2701967985]],
    [0xffffffff, [920564995, 4230986166, 697614773, 1778835764, 280495159, 1500331647]],
  ])('openStream(%i)', (seed, expected) => {
    const stream = openStream(seed);
    expect(Array.from({ length: 6 }, () => stream.below(2 ** 32))).toEqual(expected);
  });

  it('below, chance and pick draw one number each', () => {
    const [mixed, plain] = [openStream(7), openStream(7)];
    mixed.below(3);
    mixed.chance(1, 2);
    mixed.pick(['a', 'b', 'c']);
    for (let draws = 0; draws < 3; draws += 1) plain.below(2 ** 32);
    expect(mixed.below(2 ** 32)).toBe(plain.below(2 ** 32));
  });
});

describe('streamSeed', () => {
  it('gives 32-bit seeds, which fast-check takes without cutting them', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.string(), (master, name) => {
        const seed = streamSeed(master, name);
        expect(seed).toBe(seed >>> 0);
      }),
    );
  });

  it('gives ten thousand neighbouring names almost as many seeds', () => {
    const seeds = new Set(Array.from({ length: 10_000 }, (_, index) => streamSeed(1, `case/${index}`)));
    expect(seeds.size).toBeGreaterThanOrEqual(9_995);
  });

  it('uses all bits of the master seed', () => {
    const seeds = Array.from({ length: 53 }, (_, bit) => streamSeed(2 ** bit, 'plan'));
    expect(new Set(seeds).size).toBe(53);
  });

  it('cannot be confused by where the master seed ends and the name begins', () => {
    expect(streamSeed(1, '2/x')).not.toBe(streamSeed(12, '/x'));
  });
});

describe('streams', () => {
  it('do not notice each other: draws of one never shift another', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (master, turns) => {
        const alone = openStream(streamSeed(master, 'hosts'));
        const [hosts, faults] = [openStream(streamSeed(master, 'hosts')), openStream(streamSeed(master, 'faults'))];
        for (const turn of turns) {
          if (turn) expect(hosts.below(1000)).toBe(alone.below(1000));
          else faults.below(7);
        }
      }),
    );
  });

  it('of neighbouring names are not correlated', () => {
    const [left, right] = [openStream(streamSeed(1, 'case/1')), openStream(streamSeed(1, 'case/2'))];
    let equal = 0;
    for (let draw = 0; draw < 16_000; draw += 1) if (left.below(16) === right.below(16)) equal += 1;
    expect(equal).toBeGreaterThan(850);
    expect(equal).toBeLessThan(1150);
  });

  it('spread evenly over their bound', () => {
    const stream = openStream(99);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 20_000; draw += 1) {
      const value = stream.below(10);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  it('keep within their bound, never and always included in chance', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const stream = openStream(seed);
        const value = stream.below(bound);
        expect(value >= 0 && value < bound && Number.isInteger(value)).toBe(true);
        expect(stream.chance(0, bound)).toBe(false);
        expect(stream.chance(bound, bound)).toBe(true);
      }),
    );
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('call a bound of %s a defect', (bound) => {
    expect(() => openStream(1).below(bound)).toThrow(Defect);
  });

  it('call picking from an empty list a defect', () => {
    expect(() => openStream(1).pick([])).toThrow(Defect);
  });
});
