import { describe, expect, it } from 'vitest';
import { type Case, caseFormat } from '../../../sim/contracts/commands.js';
import { kubevirtKit } from '../../subjects/kubevirt.js';
import { benchWith } from '../bench.js';
import { changed } from './change.js';
import { findFlips } from './find-flips.js';

const trusting = benchWith(kubevirtKit, ['label-trusts-domcapabilities']);
const labels: Case = {
  format: caseFormat,
  stack: 'kubevirt',
  config: kubevirtKit.config,
  hosts: [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 100, 'kvm-amd-sev-snp-off': true } }],
  commands: [],
};

describe('findFlips', () => {
  const { flips } = findFlips(labels, 'kubevirt/labels/sev-snp-only-when-launchable', trusting);
  const words = flips.map(({ fails, passes }) => `fails with ${fails}, passes with ${passes}`);

  it('narrows a number down to the boundary and names it first', () => {
    expect(words[0]).toBe('fails with min-sev-asid=2, passes with min-sev-asid=1');
  });

  it('names settings that are to be taken away or made, and versions', () => {
    expect(words).toContain('fails with kvm-amd-sev-snp-off, passes with no kvm-amd-sev-snp-off');
    expect(words).toContain('fails with qemu 10.1, passes with qemu 8.2');
  });

  it('puts changes that leave nothing to check last', () => {
    const checked = flips.map((flip) => flip.checked);
    expect(checked).toEqual([...checked].sort((left, right) => Number(right) - Number(left)));
  });
});

describe('a change', () => {
  it.each([
    [{ what: 'machine', host: 'h0', value: 'milan' }, { hosts: [{ machine: 'milan' }] }],
    [{ what: 'version', host: 'h0', name: 'kernel', value: '6.12' }, { hosts: [{ versions: { kernel: '6.12' } }] }],
    [
      { what: 'setting', host: 'h0', name: 'iommu-off', value: true },
      { hosts: [{ settings: { 'min-sev-asid': 100, 'iommu-off': true } }] },
    ],
    [{ what: 'configuration', name: 'maxPods', value: 7 }, { config: { maxPods: 7 } }],
  ] as const)('%j', (change, expected) => {
    expect(changed(labels, change)).toMatchObject(expected);
  });

  it('takes away what has no value', () => {
    expect(changed(labels, { what: 'setting', host: 'h0', name: 'min-sev-asid' }).hosts[0]?.settings).toEqual({
      'kvm-amd-sev-snp-off': true,
    });
    expect(changed(labels, { what: 'configuration', name: 'maxPods' }).config).not.toHaveProperty('maxPods');
  });
});
