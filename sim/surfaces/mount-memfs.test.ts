import { expect, it } from 'vitest';
import { truthOf } from './example-truth.js';
import { openTree } from './index.js';
import { mountMemfs } from './mount-memfs.js';

const tree = openTree({ truth: truthOf() });
const volume = mountMemfs(tree);

it('holds the bytes and modes of every file', () => {
  for (const { file } of tree.entries()) {
    const content = file.read();
    expect([file.path, volume.readFileSync(file.path, 'utf8')]).toEqual([file.path, content.ok ? content.text : '']);
    expect([file.path, Number(volume.statSync(file.path).mode) & 0o777]).toEqual([file.path, file.status.mode]);
  }
});

it('has the directories the tree has', () => {
  expect(volume.readdirSync('/sys/module/kvm_amd/parameters')).toEqual(tree.list('/sys/module/kvm_amd/parameters'));
  expect(volume.readdirSync('/')).toEqual(tree.list('/'));
});
