import { expect, it } from 'vitest';
import { twinFindings } from './twins.js';

it('asks for a verify script beside every update script', () => {
  const tree = ['update-a.ts', 'verify-a.ts', 'update-b.ts', 'update-a.test.ts', 'verify-c.ts'].map((name) => ({
    path: `scripts/dev/${name}`,
    text: '',
  }));
  expect(twinFindings(tree).map(({ path, fix }) => [path, fix])).toEqual([
    ['scripts/dev/update-b.ts', 'write scripts/dev/verify-b.ts, which fails when it is stale'],
  ]);
});
