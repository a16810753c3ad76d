import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { exampleDomain } from './example-domain.js';
import { Host } from './host.js';

/** Starts of four TDs in a cgroup that allows none. */
function startsInForbiddingCgroup(settings: Readonly<Record<string, string>>): readonly boolean[] {
  const host = new Host(composeHost({ machine: 'emerald-rapids', settings }));
  host.makeCgroup('/a');
  expect(host.writeMiscMax('/a', 'tdx 0').ok).toBe(true);
  return [1, 2, 3, 4].map((number) => host.startDomain(exampleDomain(`g${number}`, 'tdx'), { cgroup: '/a' }).result.started);
}

describe('defects of the kernel', () => {
  it('are there where the version has them: a refused TDX charge is given back, so every second TD passes a limit of none', () => {
    expect(startsInForbiddingCgroup({})).toEqual([false, true, false, true]);
  });

  it('can be fixed one by one', () => {
    const fixed = { 'kernel-defect-fixed': 'tdx-refused-charge-is-given-back' };
    expect(startsInForbiddingCgroup(fixed)).toEqual([false, false, false, false]);
  });

  it('can be brought back: an old out-of-tree kernel counted the global key as a guest key', () => {
    const settings = { 'kernel-defect': 'tdx-capacity-counts-global-key' };
    expect(new Host(composeHost({ machine: 'emerald-rapids', settings })).boot.miscCapacity).toEqual({ tdx: 32 });
    expect(new Host(composeHost({ machine: 'emerald-rapids' })).boot.miscCapacity).toEqual({ tdx: 31 });
  });
});
