import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';
import { type FeatureGate, gateIsOpen } from './feature-gates.js';

describe('a feature gate', () => {
  it.each<[FeatureGate, string, 'open' | 'closed']>([
    ['WorkloadEncryptionSEV', '0.49', 'closed'],
    ['WorkloadEncryptionSEV', '1.8', 'closed'],
    ['WorkloadEncryptionSEV', '1.8.4', 'closed'],
    ['WorkloadEncryptionSEV', '1.9', 'open'],
    ['WorkloadEncryptionTDX', '1.9', 'closed'],
    ['SecureExecution', '1.7', 'closed'],
    ['SecureExecution', '1.9', 'open'],
    ['VSOCK', '1.9', 'closed'],
  ])('%s of %s that nobody mentions is %s', (gate, release, expected) => {
    expect(gateIsOpen(readConfig({}), gate, release)).toBe(expected === 'open');
  });

  it('opens when it is listed, whatever else is, unless the release has never heard of it', () => {
    const config = readConfig({ featureGates: ['WorkloadEncryptionTDX'], disabledFeatureGates: ['WorkloadEncryptionTDX'] });
    expect(gateIsOpen(config, 'WorkloadEncryptionTDX')).toBe(true);
    expect(gateIsOpen(config, 'WorkloadEncryptionTDX', '1.7')).toBe(true);
    expect(gateIsOpen(config, 'WorkloadEncryptionTDX', '1.6')).toBe(false);
  });

  it('closes when it is listed as closed, unless it is generally available', () => {
    const config = readConfig({ disabledFeatureGates: ['WorkloadEncryptionSEV', 'SecureExecution'] });
    expect(gateIsOpen(config, 'WorkloadEncryptionSEV')).toBe(false);
    expect(gateIsOpen(config, 'SecureExecution', '1.8')).toBe(false);
    expect(gateIsOpen(config, 'SecureExecution')).toBe(true);
  });

  it('is not moved by a name nobody knows', () => {
    const config = readConfig({ featureGates: ['SEV', 'workloadencryptiontdx', ''], disabledFeatureGates: ['Everything'] });
    expect(gateIsOpen(config, 'WorkloadEncryptionSEV')).toBe(true);
    expect(gateIsOpen(config, 'WorkloadEncryptionTDX')).toBe(false);
  });
});
