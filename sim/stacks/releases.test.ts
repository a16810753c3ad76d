import { describe, expect, it } from 'vitest';
import { compareReleases, isIn, type ReleaseRange, releaseWords } from './releases.js';

describe('a range of releases', () => {
  const broken: readonly ReleaseRange[] = [{ product: 'kubevirt', from: '1.5.0', to: '1.5.2' }];

  it.each([
    ['1.4.9', false],
    ['1.5', true],
    ['1.5.0', true],
    ['1.5.2', true],
    ['1.5.3', false],
    ['1.5.10', false],
    ['1.10.0', false],
  ])('from 1.5.0 to 1.5.2 holds %s: %s', (version, inside) => {
    expect(isIn(broken, 'kubevirt', version)).toBe(inside);
  });

  it('to a series holds all its patch releases', () => {
    const ranges = [{ product: 'kubevirt', from: '1.7', to: '1.8' }];
    expect(['1.6.9', '1.7.0', '1.7.4', '1.8.12', '1.9.0'].map((version) => isIn(ranges, 'kubevirt', version))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('without ends holds everything of its product and nothing of another', () => {
    expect(isIn([{ product: 'kubevirt' }], 'kubevirt', '1.9.0')).toBe(true);
    expect(isIn([{ product: 'kubevirt' }], 'intel-fork', 'mid-stream')).toBe(false);
    expect(isIn([], 'kubevirt', '1.9.0')).toBe(false);
  });

  it('knows branches of the fork by their order', () => {
    const ranges = [{ product: 'intel-fork', from: 'tdx-1.5' }];
    expect(['tdx-1.0', 'tdx-1.5', 'mid-stream'].map((branch) => isIn(ranges, 'intel-fork', branch))).toEqual([false, true, true]);
  });

  it('of days between releases holds no release', () => {
    const days = [{ product: 'kubevirt-main', from: '2025-10-07', to: '2025-10-21' }];
    expect(isIn(days, 'kubevirt', '1.7.0')).toBe(false);
    expect(isIn(days, 'kubevirt-main', '2025-10-10')).toBe(true);
    expect(isIn(days, 'kubevirt-main', '2025-10-22')).toBe(false);
  });
});

it('compares releases by number, not by letter', () => {
  expect(Math.sign(compareReleases('1.9.0', '1.10.0'))).toBe(-1);
  expect(compareReleases('1.9', '1.9.3')).toBe(0);
});

it.each<[readonly ReleaseRange[], string]>([
  [[{ product: 'kubevirt', from: '1.5.0', to: '1.5.2' }], 'kubevirt 1.5.0–1.5.2'],
  [[{ product: 'kubevirt' }], 'kubevirt up to 1.9'],
  [[{ product: 'kubevirt', from: '0.44' }], 'kubevirt 0.44–1.9'],
  [[{ product: 'kubevirt', to: '0.42' }], 'kubevirt up to 0.42'],
  [[{ product: 'intel-fork', from: 'mid-stream', to: 'mid-stream' }], 'intel-fork mid-stream'],
  [[{ product: 'intel-fork' }], 'intel-fork'],
  [[{ product: 'kubevirt-main', from: '2025-10-07', to: '2025-10-21' }], 'kubevirt main 2025-10-07–2025-10-21'],
  [
    [
      { product: 'kubevirt', from: '1.9', to: '1.9' },
      { product: 'vep-80', note: 'domain sketch' },
    ],
    'kubevirt 1.9; VEP #80, domain sketch',
  ],
  [[], 'synthetic'],
])('%j is told as %s', (ranges, words) => {
  expect(releaseWords(ranges)).toBe(words);
});
