import { describe, expect, it } from 'vitest';
import type { BootTruth } from '../../sim/contracts/truth.js';
import {
  amdTruth,
  intelTruth,
  nestedTruth,
  onlyEsTruth,
  plainTruth,
  withoutSnpTruth,
} from '../invariants/evidence-fixtures/truths.js';
import { expectedLabels, expectedResources } from './expected-node.js';

const open = { featureGates: ['WorkloadEncryptionTDX'] };

describe('expectedLabels', () => {
  it.each([
    ['a host with all of SEV', amdTruth, ['sev', 'sev-es', 'sev-snp']],
    ['a host with SNP switched off', withoutSnpTruth, ['sev', 'sev-es']],
    [
      'a host whose key IDs are all for SEV-ES and SNP, because those guests select sev too',
      onlyEsTruth,
      ['sev', 'sev-es', 'sev-snp'],
    ],
    ['a TDX host', intelTruth, ['tdx']],
    ['a plain host', plainTruth, []],
  ])('of %s', (_, truth, labels) => {
    const expected = expectedLabels(truth);
    expect(Object.keys(expected).filter((label) => expected[label])).toEqual(labels.map((label) => `kubevirt.io/${label}`));
  });
});

describe('expectedResources', () => {
  it.each([
    ['an AMD host', amdTruth, open, { sev: 1000, 'sev-asids': 4, 'sev-esids': 3, tdx: 0 }],
    [
      'an AMD host without the SEV gate',
      amdTruth,
      { disabledFeatureGates: ['WorkloadEncryptionSEV'] },
      { sev: 0, 'sev-asids': 0, 'sev-esids': 0, tdx: 0 },
    ],
    ['an AMD host seen from a nested cgroup', nestedTruth, open, { sev: 1000, 'sev-asids': 0, 'sev-esids': 0, tdx: 0 }],
    ['a TDX host', intelTruth, open, { sev: 0, 'sev-asids': 0, 'sev-esids': 0, tdx: 3 }],
    [
      'a TDX host without its gate, which is closed by default',
      intelTruth,
      {},
      { sev: 0, 'sev-asids': 0, 'sev-esids': 0, tdx: 0 },
    ],
  ])('of %s', (_, truth, config, counts) => {
    const named = Object.fromEntries(Object.entries(counts).map(([device, count]) => [`devices.kubevirt.io/${device}`, count]));
    expect(expectedResources(truth, config)).toEqual(named);
  });

  it('takes TDX keys away while attestation is enforced and nobody listens', () => {
    const keys = (config: object, ...rest: ['directory' | 'nothing'] | []) =>
      expectedResources(listening, { ...open, ...config }, [], ...rest)['devices.kubevirt.io/tdx'];
    expect(keys({ attestationEnforced: true })).toBe(3);
    expect(keys({ attestationEnforced: true }, 'directory')).toBe(0);
    expect(keys({ attestationEnforced: true, qgsSocketPath: '/elsewhere' })).toBe(0);
    expect(keys({}, 'nothing')).toBe(3);
  });
});

const listening: BootTruth = { ...intelTruth, nodes: [{ path: '/var/run/tdx-qgs/qgs.socket', kind: 'socket', mode: 0o777 }] };
