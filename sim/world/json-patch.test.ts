import { describe, expect, it } from 'vitest';
import { applyPatch } from './json-patch.js';

const node = { metadata: { labels: { a: '1', 'kubevirt.io/sev': 'true' }, annotations: {} } };

describe('a JSON patch', () => {
  it('adds, replaces and removes members, and leaves the object it was given alone', () => {
    const patched = applyPatch(node, [
      { op: 'add', path: '/metadata/labels/b', value: '2' },
      { op: 'replace', path: '/metadata/labels/a', value: '3' },
      { op: 'remove', path: '/metadata/labels/kubevirt.io~1sev' },
    ]);
    expect(patched).toEqual({ metadata: { labels: { a: '3', b: '2' }, annotations: {} } });
    expect(node.metadata.labels).toEqual({ a: '1', 'kubevirt.io/sev': 'true' });
  });

  it('unescapes the slash before the tilde', () => {
    expect(applyPatch({ '~1': 1 }, [{ op: 'remove', path: '/~01' }])).toEqual({});
  });

  it('passes a test of an equal value, whatever the order of its members', () => {
    const value = { 'kubevirt.io/sev': 'true', a: '1' };
    expect(applyPatch(node, [{ op: 'test', path: '/metadata/labels', value }])).toEqual(node);
  });

  it.each([
    ['a test of another value', { op: 'test', path: '/metadata/labels', value: { a: '1' } }],
    ['a test of what is not there', { op: 'test', path: '/metadata/taints', value: null }],
    ['a replacement of what is not there', { op: 'replace', path: '/metadata/labels/c', value: '' }],
    ['a removal of what is not there', { op: 'remove', path: '/metadata/labels/c' }],
    ['a member of what is not an object', { op: 'add', path: '/metadata/labels/a/b', value: 1 }],
    ['an operation it does not know', { op: 'move', path: '/metadata/labels/a', from: '/metadata' }],
    ['a path that does not start with a slash', { op: 'add', path: 'metadata', value: {} }],
    ['a path that starts with a name', { op: 'add', path: 'x/metadata', value: {} }],
    ['an inherited name', { op: 'remove', path: '/constructor' }],
  ])('is refused as a whole because of %s', (_, operation) => {
    expect(applyPatch(node, [{ op: 'add', path: '/metadata/x', value: 1 }, operation])).toBeUndefined();
  });
});
