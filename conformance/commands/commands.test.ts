import { describe, expect, it } from 'vitest';
import { caseFormat } from '../../sim/contracts/commands.js';
import { secondProtection } from './second-protection.js';
import { summaryOf } from './summary.js';
import { virtualMachineInstance } from './virtual-machine-instance.js';

describe('secondProtection', () => {
  it('is none where two names mean one thing', () => {
    expect(secondProtection('none', 'snp')).toBeUndefined();
    expect(secondProtection('sev', 'sev-es')).toBeUndefined();
    expect(secondProtection('sev-es', 'sev')).toBeUndefined();
    expect(secondProtection('tdx', 'tdx')).toBeUndefined();
  });

  it('is the other one where there really are two', () => {
    expect(secondProtection('sev', 'snp')).toBe('snp');
    expect(secondProtection('tdx', 'sev-es')).toBe('sev-es');
  });
});

describe('virtualMachineInstance', () => {
  it('writes two types when two are asked for, and says nothing the user did not say', () => {
    const vmi = virtualMachineInstance('g', { protection: 'snp', alsoProtection: 'tdx' });
    expect(vmi).toMatchObject({
      spec: { domain: { launchSecurity: { snp: {}, tdx: {} }, firmware: { bootloader: { efi: {} } } } },
    });
    expect(JSON.stringify(vmi)).not.toMatch(/secureBoot|persistent|smm|nodeSelector|startStrategy/);
  });

  it('asks for encrypted state as SEV-ES does', () => {
    const vmi = virtualMachineInstance('g', { protection: 'sev-es', attestation: true });
    expect(vmi).toMatchObject({
      spec: { domain: { launchSecurity: { sev: { policy: { encryptedState: true }, attestation: {} } } } },
    });
  });
});

it('a summary names hosts with settings, and commands with what is special about them', () => {
  const hosts = [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 4, 'nested-cgroup': true as const } }];
  const commands = [
    { do: 'fill', host: 'h0', protection: 'snp', beyond: -1 },
    { do: 'spoil', host: 'h0', path: '/a' },
    { do: 'create', guest: 'g', spec: { protection: 'sev', smm: true } },
  ] as const;
  expect(summaryOf({ format: caseFormat, stack: 'kubevirt', config: {}, hosts, commands })).toBe(
    'genoa min-sev-asid=4 nested-cgroup: fill h0 snp to limit−1; remove /a on h0; create g sev (smm)',
  );
});
