import { expect, it } from 'vitest';
import { completedLock, type LockFile, lockFileFindings } from './lock-file.js';

const lock: LockFile = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/@a/cli': {
      version: '2.0.0',
      dev: true,
      license: 'MIT',
      optionalDependencies: { '@a/cli-linux-x64': '2.0.0', '@a/cli-linux-x64-musl': '2.0.0', '@a/cli-darwin-arm64': '2.0.0' },
      engines: { node: '>=14' },
    },
    'node_modules/@a/cli-linux-x64': { version: '2.0.0' },
    'node_modules/z': { version: '1.0.0', optionalDependencies: { fsevents: '1.0.0' } },
  },
};

it('reports variants of platforms that the lock has no entry for', () => {
  expect(findingsOf(lock)).toEqual([
    'lacks node_modules/@a/cli-linux-x64-musl, so npm ci refuses it',
    'lacks node_modules/@a/cli-darwin-arm64, so npm ci refuses it',
  ]);
});

it('completes the lock in the order and form of npm, and is content with it then', () => {
  const completed = completedLock(lock);
  expect(Object.keys(completed.packages)).toEqual([
    '',
    'node_modules/@a/cli',
    'node_modules/@a/cli-darwin-arm64',
    'node_modules/@a/cli-linux-x64',
    'node_modules/@a/cli-linux-x64-musl',
    'node_modules/z',
  ]);
  expect(JSON.stringify(completed.packages['node_modules/@a/cli-linux-x64-musl'])).toBe(
    '{"version":"2.0.0","cpu":["x64"],"dev":true,"libc":["musl"],"license":"MIT","optional":true,"os":["linux"],"engines":{"node":">=14"}}',
  );
  expect(findingsOf(completed)).toEqual([]);
  expect(completedLock(completed)).toEqual(completed);
});

it('has nothing to say where there is no lock', () => {
  expect(lockFileFindings([])).toEqual([]);
});

function findingsOf(value: LockFile): readonly string[] {
  return lockFileFindings([{ path: 'package-lock.json', text: JSON.stringify(value) }]).map(({ problem }) => problem);
}
