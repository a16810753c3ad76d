import { expect, it } from 'vitest';
import { dialects, judgeVersion } from './dialect.js';

it('compares versions as the crate semver does', () => {
  const answers = (name: '2024-08' | '2026', versions: readonly string[]) =>
    versions.map((version) => judgeVersion(dialects[name], version));
  expect(answers('2026', ['0.4.0', '0.4.0+build.1'])).toEqual(['accepted', 'accepted']);
  expect(answers('2026', ['0.4.1', '0.3.0', '0.1.0', '0.4.0-rc1', '1.0.0'])).toEqual(Array(5).fill('refused'));
  expect(answers('2024-08', ['0.1.0', '0.0.9', '0.1.0+x'])).toEqual(Array(3).fill('accepted'));
  expect(answers('2024-08', ['0.1.1', '0.2.0', '0.1.0-alpha', '0.4.0'])).toEqual(Array(4).fill('refused'));
  for (const text of ['', 'x', '0.1', '0.1.0.0', '00.1.0', 'v0.1.0', '0.1.0 ', `0.1.${'9'.repeat(30)}`])
    expect([text, ...answers('2024-08', [text])]).toEqual([text, 'not a version']);
});
