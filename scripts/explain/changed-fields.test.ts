import { expect, it } from 'vitest';
import { changedFields } from './changed-fields.js';

it('tells what is new, what is otherwise and what is gone, each with its path', () => {
  const before = { metadata: { annotations: { 'kubevirt.io/a': '1' } }, spec: { disks: [{ name: 'a' }], old: true, cores: 1 } };
  const after = {
    metadata: { annotations: { 'kubevirt.io/a': '2' } },
    spec: { disks: [{ name: 'a', bus: 'virtio' }], cores: 1, machine: { type: 'q35' } },
  };
  expect(changedFields(before, after)).toEqual([
    { path: 'metadata.annotations["kubevirt.io/a"]', before: '1', after: '2' },
    { path: 'spec.disks[0].bus', after: 'virtio' },
    { path: 'spec.machine', after: { type: 'q35' } },
    { path: 'spec.old', before: true },
  ]);
});

it('tells nothing of equal objects', () => {
  expect(changedFields({ a: { b: [1, null] } }, { a: { b: [1, null] } })).toEqual([]);
});
