import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { requestIn } from './guest.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-guest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const machine = '{apiVersion: kubevirt.io/v1, kind: VirtualMachine, metadata: {name: a}}\n';
const size = '{apiVersion: instancetype.kubevirt.io/v1beta1, kind: VirtualMachineInstancetype, metadata: {name: two}}\n';

it.each([
  ['alone', machine, { kind: 'VirtualMachine' }],
  [
    'with what it refers to',
    `${size}---\n${machine}`,
    { kind: 'List', items: [{ kind: 'VirtualMachine' }, { metadata: { name: 'two' } }] },
  ],
])('a guest of a file is requested %s', (_what, text, expected) => {
  const file = join(folder, 'guest.yaml');
  writeFileSync(file, text);
  expect(requestIn(file)).toMatchObject(expected);
});
