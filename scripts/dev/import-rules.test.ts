import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/**
 * Arrows that must be refused, by the rule that refuses them: importing file, and what it imports. `type` arrows import nothing
 * but a type.
 */
const badArrows: Readonly<Record<string, readonly (readonly [from: string, to: string, kind?: 'type'])[]>> = {
  'profiles-may-import': [
    ['profiles/a.ts', 'sim/contracts/commands.ts', 'type'],
    ['profiles/b.ts', 'reports/log.ts'],
  ],
  'core-may-import': [['sim/core/a.ts', 'sim/contracts/commands.ts', 'type']],
  'contracts-may-import': [['sim/contracts/a.ts', 'profiles/description.ts', 'type']],
  'host-may-import': [
    ['sim/host/a.ts', 'profiles/load.ts'],
    ['sim/host/b.ts', 'sim/surfaces/cpuinfo.ts'],
  ],
  'surfaces-may-import': [['sim/surfaces/a.ts', 'sim/host/boot.ts', 'type']],
  'stacks-may-import': [
    ['sim/stacks/kubevirt/a.ts', 'sim/contracts/truth.ts', 'type'],
    ['sim/stacks/kubevirt/b.ts', 'sim/contracts/evidence.ts', 'type'],
    ['sim/stacks/kubevirt/c.ts', 'sim/surfaces/cpuinfo.ts'],
  ],
  'stacks-cannot-reach-truth': [['sim/stacks/kubevirt/d.ts', 'sim/contracts/shows-truth.ts', 'type']],
  'stacks-are-strangers': [['sim/stacks/nova/a.ts', 'sim/stacks/kubevirt/render.ts']],
  'world-may-import': [['sim/world/a.ts', 'sim/stacks/kubevirt/render.ts', 'type']],
  'libvirtd-may-import': [['sim/libvirtd/a.ts', 'sim/world/step.ts', 'type']],
  'attestation-may-import': [['sim/attestation/a.ts', 'sim/host/boot.ts', 'type']],
  'simulator-may-import': [['sim/index.ts', 'conformance/runner/execute.ts']],
  'judges-may-import': [
    ['conformance/invariants/a.ts', 'sim/host/boot.ts', 'type'],
    ['conformance/model/a.ts', 'sim/stacks/kubevirt/render.ts'],
    ['conformance/requirements/a.ts', 'sim/world/step.ts'],
    ['conformance/invariants/b.ts', 'conformance/runner/execute.ts'],
  ],
  'judges-cannot-reach-the-judged': [['conformance/invariants/c.ts', 'conformance/runner/execute.ts', 'type']],
  'conformance-may-import': [['conformance/runner/a.ts', 'reports/writers/text.ts']],
  'reports-may-import': [['reports/a.ts', 'sim/contracts/commands.ts', 'type']],
  'a-room-for-everything': [['sim/attic/a.ts', 'sim/core/json.ts']],
  'nothing-imports-scripts': [['sim/core/b.ts', 'scripts/fauxmetal.ts', 'type']],
  'no-tests-in-code': [['sim/core/c.ts', 'sim/core/json.test.ts']],
  'no-cycles': [['sim/core/d.ts', 'sim/core/e.ts', 'type']],
  'no-undeclared-packages': [['sim/core/f.ts', 'left-pad']],
  'no-missing-files': [['sim/core/g.ts', 'sim/core/gone.ts']],
  'fast-xml-parser-in-one-place': [['sim/surfaces/b.ts', 'fast-xml-parser']],
  'saxes-in-one-place': [['sim/core/i.ts', 'saxes']],
  'memfs-in-one-place': [['sim/world/b.ts', 'memfs']],
  'yargs-in-one-place': [['conformance/runner/b.ts', 'yargs']],
  'cli-progress-in-one-place': [['reports/b.ts', 'cli-progress']],
  'zod-in-one-place': [['sim/host/c.ts', 'zod']],
  'yaml-in-one-place': [['sim/host/d.ts', 'yaml']],
  'fast-check-in-one-place': [['sim/host/e.ts', 'fast-check']],
  '@grpc/grpc-js-in-one-place': [['scripts/serve/device-plugins/a.ts', '@grpc/grpc-js', 'type']],
  'protobufjs-in-one-place': [['scripts/serve/device-plugins/b.ts', 'protobufjs/light.js']],
  '@peculiar/asn1-schema-in-one-place': [['scripts/commands/e.ts', '@peculiar/asn1-schema']],
  '@peculiar/asn1-x509-in-one-place': [['scripts/commands/f.ts', '@peculiar/asn1-x509']],
  '@noble/curves-in-one-place': [['sim/attestation/amd/a.ts', '@noble/curves/nist.js']],
  'jose-in-one-place': [['scripts/commands/g.ts', 'jose']],
  'fastify-in-one-place': [['sim/attestation/trustee/a.ts', 'fastify']],
  'typescript-in-one-place': [['scripts/commands/a.ts', 'typescript', 'type']],
  'dependency-cruiser-in-one-place': [['scripts/commands/b.ts', 'dependency-cruiser']],
  'rolldown-in-one-place': [['scripts/commands/h.ts', 'rolldown']],
  'tinybench-in-one-place': [['scripts/commands/c.ts', 'tinybench']],
  'vitest-in-one-place': [['sim/core/h.ts', 'vitest']],
};

/** Arrows the house is built on: none of them may be refused. */
const goodArrows: readonly (readonly [from: string, to: string])[] = [
  ['profiles/load.ts', 'sim/core/json.ts'],
  ['sim/contracts/truth.ts', 'sim/core/json.ts'],
  ['sim/contracts/shows-truth.ts', 'sim/contracts/truth.ts'],
  ['sim/host/boot.ts', 'profiles/description.ts'],
  ['sim/host/boot.ts', 'sim/contracts/truth.ts'],
  ['sim/surfaces/cpuinfo.ts', 'sim/contracts/truth.ts'],
  ['sim/surfaces/mount-memfs.ts', 'memfs'],
  ['sim/stacks/kubevirt/render.ts', 'sim/contracts/commands.ts'],
  ['sim/world/step.ts', 'sim/host/boot.ts'],
  ['sim/world/step.ts', 'sim/surfaces/cpuinfo.ts'],
  ['conformance/invariants/pool.ts', 'sim/contracts/truth.ts'],
  ['conformance/runner/execute.ts', 'sim/world/step.ts'],
  ['conformance/runner/execute.ts', 'sim/stacks/kubevirt/render.ts'],
  ['conformance/runner/execute.ts', 'reports/log.ts'],
  ['conformance/runner/execute.ts', 'fast-check'],
  ['reports/writers/text.ts', 'reports/log.ts'],
  ['reports/log.ts', 'sim/core/json.ts'],
  ['scripts/fauxmetal.ts', 'reports/writers/text.ts'],
  ['scripts/fauxmetal.ts', 'yargs'],
  ['sim/host/boot.test.ts', 'sim/surfaces/cpuinfo.ts'],
  ['sim/host/boot.test.ts', 'vitest'],
];

const root = resolve(import.meta.dirname, '../..');
const rules: readonly { readonly name: string; readonly comment: string }[] = createRequire(import.meta.url)(
  '../../.dependency-cruiser.cjs',
).forbidden;

let tree = '';
let reported: readonly string[] = [];

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'fauxmetal-imports-'));
  writeTree();
  reported = violations();
});

afterAll(() => rmSync(tree, { recursive: true }));

it.each(rules.map(({ name }) => name))('%s is broken by a bad file, so the rule is known to work', (rule) => {
  const badFiles = (badArrows[rule] ?? []).map(([from]) => from);
  expect(badFiles).not.toEqual([]);
  expect(badFiles.filter((file) => !reported.some((line) => line.startsWith(`${rule}: ${file} -> `)))).toEqual([]);
});

it('nothing is refused that the house is built on', () => {
  const refused = goodArrows.filter(([from, to]) => reported.some((line) => line.endsWith(`: ${from} -> ${to}`)));
  expect(refused).toEqual([]);
});

it('every rule says why it is there', () => {
  for (const { name, comment } of rules) expect([name, comment.length > 30]).toEqual([name, true]);
});

function writeTree(): void {
  const imports = new Map<string, string[]>();
  const add = (from: string, line: string): void => void imports.set(from, [...(imports.get(from) ?? []), line]);
  for (const [from, to, kind] of [...Object.values(badArrows).flat(), ...goodArrows] as const)
    add(from, importLine(from, to, kind));
  add('sim/core/e.ts', importLine('sim/core/e.ts', 'sim/core/d.ts', 'type'));
  for (const target of targets()) if (!imports.has(target)) imports.set(target, []);
  for (const [path, lines] of imports) writeFile(path, `${lines.join('\n')}\nexport const x = 1;\nexport type T = number;\n`);
  for (const path of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    copyFileSync(join(root, path), join(tree, path));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
}

/** Files that arrows point to; the last bad file is missing on purpose, packages come from the repository. */
function targets(): readonly string[] {
  const all = [...Object.values(badArrows).flat(), ...goodArrows].map(([, to]) => to);
  return [...new Set(all)].filter((to) => to.includes('/') && to !== 'sim/core/gone.ts');
}

function importLine(from: string, to: string, kind?: 'type'): string {
  const up = '../'.repeat(dirname(from).split('/').length);
  const target = to.includes('/') ? `${up}${to.replace(/\.ts$/, '.js')}` : to;
  return kind === 'type' ? `import type { T as T${to.length} } from '${target}';` : `import '${target}';`;
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

/** Runs the checker as `npm run imports` does, and gives `rule: from -> to` for each arrow it reports. */
function violations(): readonly string[] {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const rooms = ['sim', 'conformance', 'profiles', 'reports', 'scripts'];
  const output = execFileSync(
    process.execPath,
    [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms],
    {
      cwd: tree,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
  const { summary } = JSON.parse(output) as {
    readonly summary: {
      readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[];
    };
  };
  return summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} -> ${to.replace(/^.*node_modules\/([^/]+)\/.*$/, '$1')}`,
  );
}
