import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ofKinds, readObjects } from './guest-file.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-guests-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(text: string): string {
  const file = join(folder, 'guest.yaml');
  writeFileSync(file, text);
  return file;
}

const head = 'apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\n';

describe('a file of guests', () => {
  it('may hold several documents, and lists of objects', () => {
    const text = `${head}metadata: {name: a}\n---\n# nothing\n---\napiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: Secret, metadata: {name: s}}\n  - apiVersion: kubevirt.io/v1\n    kind: VirtualMachine\n    metadata: {name: b}\n`;
    const objects = readObjects(written(text));
    expect(objects.map(({ kind, name, line }) => [kind, name, line])).toEqual([
      ['VirtualMachineInstance', 'a', 1],
      ['Secret', 's', 10],
      ['VirtualMachine', 'b', 11],
    ]);
    const guests = ofKinds(objects, ['VirtualMachineInstance', 'VirtualMachine'], 'guest.yaml');
    expect(guests.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('may leave the rest of a name to the API server', () => {
    expect(readObjects(written(`${head}metadata: {generateName: web-}\n`))[0]?.name).toBe('web-0');
  });

  it.each([
    ['kind: [a\n', /guest\.yaml:\d+:\d+: .*; correct the YAML$/],
    [`${head}metadata:\n  ...\nspec: {}\n`, /guest\.yaml:4: metadata: "\.\.\." is no mapping; write "key: value" lines$/],
    [`${head}spec: {}\n`, /guest\.yaml:1: metadata: the object has no name; write/],
    ['metadata: {name: a}\n', /guest\.yaml:1: this is no Kubernetes object: it has no kind; begin it/],
    ['kind: VirtualMachineInstance\nmetadata: {name: a}\n', /it has no apiVersion/],
    ['- a\n', /guest\.yaml:1: a list is no mapping/],
    [`${head}metadata: {name: a}\nspec:\n  cores: .nan\n`, /guest\.yaml:5: spec\.cores: NaN is no JSON number/],
    [`${head}kind: VirtualMachine\n`, /guest\.yaml:3:1: Map keys must be unique/],
  ])('with %j is refused in one sentence that says where', (text, sentence) => {
    expect(() => readObjects(written(text))).toThrow(sentence);
  });

  it('without a guest is refused with what it holds instead', () => {
    const objects = readObjects(written('apiVersion: kubevirt.io/v1\nkind: VirtualMachinInstance\nmetadata: {name: a}\n'));
    expect(() => ofKinds(objects, ['VirtualMachineInstance'], 'guest.yaml')).toThrow(
      'guest.yaml:1: kind: there is nothing to run in this file: "VirtualMachinInstance" is no guest; did you mean "VirtualMachineInstance"?',
    );
    expect(() => ofKinds([], ['VirtualMachineInstance'], 'guest.yaml')).toThrow('there is no object in this file');
    expect(() => readObjects(join(folder, 'none.yaml'))).toThrow('there is no such file; check the path');
  });
});
