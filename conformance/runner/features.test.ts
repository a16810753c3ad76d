import { describe, expect, it } from 'vitest';
import { kubevirtKit as kit } from '../subjects/kubevirt.js';
import { planRun } from './plan.js';

function claims(machine: string, release?: string) {
  return planRun({ seed: 1, runs: 0, machines: [machine], kit, ...(release !== undefined && { release }) }).claims;
}

function technologies(machine: string, release?: string): readonly string[] {
  return claims(machine, release).features.flatMap(({ kind, id }) => (kind === 'technology' ? [id] : []));
}

describe('what a run claims', () => {
  it.each([
    ['rome', ['sev', 'sev-es'], ['sev', 'sev_es']],
    ['genoa', ['sev', 'sev-es', 'snp'], ['sev', 'sev_es']],
    ['turin', ['sev', 'sev-es', 'snp', 'ciphertext-hiding'], ['sev', 'sev_es']],
    ['emerald-rapids', ['tdx'], ['tdx']],
    ['skylake', [], []],
  ])('of %s is what the machine declares', (machine, found, pools) => {
    expect(technologies(machine)).toEqual(found);
    expect(claims(machine).pools).toEqual(pools);
  });

  it('of a release is no more than it knows of', () => {
    expect(technologies('genoa', 'kubevirt@1.5.1')).not.toContain('snp');
  });

  it('leaves out faults that have nothing to break', () => {
    const faults = (machine: string) => claims(machine).features.flatMap(({ kind, id }) => (kind === 'fault' ? [id] : []));
    expect(faults('genoa')).toContain('psp-error');
    expect(faults('genoa')).not.toContain('quote-service-gone');
    expect(faults('skylake')).not.toContain('psp-error');
  });
});
