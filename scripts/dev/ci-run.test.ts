import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** An npm that does nothing but fail where FAILS says so, and speak for a peer that is missing. */
const npm = `#!/usr/bin/env bash
[ "$1" = --version ] && { echo 0; exit 0; }
echo "npm $*"
[[ "$*" == *test:peers* ]] && echo 'skipped: xmllint: it is not installed'
case ",$FAILS," in *",\${2/--silent/$3},"*|*",$1,"*) exit 1 ;; esac
exit 0
`;

let clone = '';

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'fauxmetal-ci-'));
  mkdirSync(join(clone, '.ci'));
  mkdirSync(join(clone, 'bin'));
  copyFileSync(resolve(import.meta.dirname, '../../.ci/run'), join(clone, '.ci/run'));
  writeFileSync(join(clone, 'bin/npm'), npm);
  chmodSync(join(clone, 'bin/npm'), 0o755);
});

afterEach(() => rmSync(clone, { recursive: true }));

it('runs everything and closes with the counts; what could not run says why', () => {
  const { code, lines, last } = run('nothing');
  expect([code, last]).toEqual([0, '8 passed, 0 failed, 1 skipped']);
  expect(lines.filter((line) => line.startsWith('skipped: '))).toEqual(['skipped: there is no conformance/peers/*.peer.ts']);
  expect(lines.filter((line) => line.startsWith('npm '))[0]).toMatch(/^npm ci/);
  expect(lines.some((line) => /^npm start -- --out .+/.test(line))).toBe(true);
});

it('runs the peers if there are any, and counts those that were skipped', () => {
  mkdirSync(join(clone, 'conformance/peers'), { recursive: true });
  writeFileSync(join(clone, 'conformance/peers/xmllint.peer.ts'), '');
  const { code, lines, last } = run('nothing');
  expect([code, last]).toEqual([0, '9 passed, 0 failed']);
  expect(lines).toContain('1 peers skipped');
});

it('runs all static checks even if one fails, then stops with a failure', () => {
  const { code, lines, last } = run('imports');
  expect([code, last]).toEqual([1, '5 passed, 1 failed, 3 skipped']);
  expect(lines).toContain('npm run --silent verify');
  expect(lines).not.toContain('npm test');
});

it('stops at once when the packages cannot be installed', () => {
  expect(run('ci')).toMatchObject({ code: 1, last: '0 passed, 1 failed' });
});

it('fails when the tests, the gate or the peers fail', () => {
  mkdirSync(join(clone, 'conformance/peers'), { recursive: true });
  writeFileSync(join(clone, 'conformance/peers/xmllint.peer.ts'), '');
  expect(run('test')).toMatchObject({ code: 1, last: '8 passed, 1 failed' });
  expect(run('start')).toMatchObject({ code: 1, last: '8 passed, 1 failed' });
  expect(run('test:peers')).toMatchObject({ code: 1, last: '8 passed, 1 failed' });
});

function run(fails: string): {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly last: string | undefined;
} {
  const path = [join(clone, 'bin'), process.env.PATH].join(delimiter);
  const result = spawnSync('bash', [join(clone, '.ci/run')], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path, FAILS: fails },
  });
  const lines = result.stdout.trimEnd().split('\n');
  return { code: result.status, lines, last: lines.at(-1) };
}
