import { describe, expect, it } from 'vitest';
import { pathsOverlap, valueAt, withoutPath, withValueAt } from './dotted-path.js';

const tree = { amd: { smee: true, psp: { svn: 1 } }, boot: { words: ['ro'] } };

describe('a dotted path', () => {
  it('reads a value, and undefined where the way ends early', () => {
    expect(valueAt(tree, 'amd.psp.svn')).toBe(1);
    expect(valueAt(tree, 'amd.smee.deeper')).toBeUndefined();
  });

  it('is written in a copy that shares what was not touched', () => {
    const written = withValueAt(tree, 'amd.psp.svn', 2);
    expect(valueAt(written, 'amd.psp.svn')).toBe(2);
    expect(tree.amd.psp.svn).toBe(1);
    expect(written.boot).toBe(tree.boot);
  });

  it('makes the objects on the way that are missing', () => {
    expect(withValueAt({}, 'boot.moduleParameters.kvm.x', 0)).toEqual({ boot: { moduleParameters: { kvm: { x: 0 } } } });
  });

  it('is removed in a copy, and removing nothing changes nothing', () => {
    expect(withoutPath(tree, 'amd.psp')).toEqual({ amd: { smee: true }, boot: { words: ['ro'] } });
    expect(withoutPath(tree, 'intel.module')).toEqual(tree);
  });

  it('overlaps itself and what it contains, not its namesakes', () => {
    expect(pathsOverlap('intel.module', 'intel.module.version')).toBe(true);
    expect(pathsOverlap('intel.module', 'intel.modules')).toBe(false);
  });
});
