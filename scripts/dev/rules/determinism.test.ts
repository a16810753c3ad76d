import { describe, expect, it } from 'vitest';
import { determinismFindings } from './determinism.js';

describe('the check for determinism reports', () => {
  it.each([
    ['Date', 'export const now = Date.now();'],
    ['Date', 'export const now = new Date();'],
    ['Math.random', 'export const x = Math.random();'],
    ['crypto', 'export const x = crypto.randomUUID();'],
    ['crypto', "import { randomBytes as bytes } from 'node:crypto';"],
    ['setTimeout', 'setTimeout(() => {}, 1);'],
    ['setInterval', 'globalThis.setInterval(() => {}, 1);'],
    ['process', 'export const home = process.env.HOME;'],
    ['process', 'export const { env } = process;'],
    ['console', "console.warn('x');"],
    ['performance', 'export const t = performance.now();'],
    ['localeCompare', "export const order = ['b', 'a'].sort((l, r) => l.localeCompare(r));"],
    ['toLocaleString', 'export const x = (1).toLocaleString();'],
    ['Intl', 'export const x = new Intl.NumberFormat();'],
    ['node:fs', "import { readFileSync } from 'node:fs';"],
    ['node:fs', "import { readFileSync } from 'fs';"],
    ['node:os', "export * from 'node:os';"],
    ['node:timers/promises', "await import('node:timers/promises');"],
  ])('%s in %s', (name, text) => {
    const [finding, ...more] = determinismFindings([{ path: 'sim/host/bad.ts', text: `\n${text}\n` }], []);
    expect(finding).toMatchObject({
      path: 'sim/host/bad.ts',
      line: 2,
      problem: `${name} makes a run depend on the machine it runs on`,
    });
    expect(more).toEqual([]);
  });

  it('what to use instead', () => {
    const [finding] = determinismFindings([{ path: 'conformance/runner/bad.ts', text: 'Math.random();' }], []);
    expect(finding?.fix).toContain('openStream(streamSeed(master, name)) of sim/core/prng.ts');
  });

  it('an edge that is no longer needed', () => {
    const edge = { path: 'sim/surfaces/mount-dir.ts', uses: ['node:fs', 'process'], reason: 'it writes a real tree' };
    const used = determinismFindings([{ path: edge.path, text: "import 'node:fs';" }], [edge]);
    expect(used.map(({ problem }) => problem)).toEqual(['does not use process']);
    expect(determinismFindings([], [edge])).toHaveLength(2);
  });
});

describe('the check for determinism lets pass', () => {
  it.each([
    ['a comment', '// Date.now() and Math.random() are banned\nexport const x = 1;'],
    ['a text', "export const hint = 'console: Math.random()';"],
    ['a member of that name', 'export const f = (host: { process: number; console: number }) => host.process + host.console;'],
    ['a member that is declared', 'export interface Guest { readonly console: string; performance(): void }'],
    ['a parameter or variable of that name', 'export const f = (process: { id: number }) => process.id;'],
    ['a harmless part of Math', 'export const x = Math.imul(1, 2);'],
    ['named imports from harmless modules', "import { createHash } from 'node:crypto';"],
    ['a relative file of a banned name', "import { x } from './process.js';"],
  ])('%s', (_what, text) => {
    expect(determinismFindings([{ path: 'sim/host/good.ts', text }], [])).toEqual([]);
  });

  it('tests and the other rooms', () => {
    const text = 'console.log(Date.now());';
    const tree = ['sim/host/boot.test.ts', 'conformance/peers/xmllint.ts', 'scripts/bench/bench.ts', 'reports/text.ts'].map(
      (path) => ({ path, text }),
    );
    expect(determinismFindings(tree, [])).toEqual([]);
  });

  it('an edge, for what it is an edge for', () => {
    const edge = { path: 'sim/surfaces/mount-dir.ts', uses: ['node:fs'], reason: 'it writes a real tree' };
    const findings = determinismFindings([{ path: edge.path, text: "import 'node:fs';\nconsole.log(1);" }], [edge]);
    expect(findings.map(({ line }) => line)).toEqual([2]);
  });
});
