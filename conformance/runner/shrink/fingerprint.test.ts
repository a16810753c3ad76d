import { describe, expect, it } from 'vitest';
import { type Case, caseFormat } from '../../../sim/contracts/commands.js';
import { containsShape, fingerprintOf } from './fingerprint.js';

const id = 'kubevirt/domain/snp-policy';
const usual = { maxPods: 4000 };
const small: Case = {
  format: caseFormat,
  stack: 'kubevirt',
  config: usual,
  hosts: [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 4 } }],
  commands: [
    { do: 'create', guest: 'g0', spec: { protection: 'snp', vcpus: 2 } },
    { do: 'fault', host: 'h0', fault: 'key-leak', on: true },
  ],
};
const fingerprint = fingerprintOf(id, small, usual);
const [host] = small.hosts as [Case['hosts'][number]];
const [create, fault] = small.commands as [Case['commands'][number], Case['commands'][number]];

describe('a fingerprint', () => {
  it('is 16 hexadecimal digits', () => {
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each<[string, Case]>([
    ['names', { ...small, hosts: [{ ...host, name: 'x' }], commands: [{ ...create, guest: 'y' } as typeof create, fault] }],
    ['numbers', { ...small, hosts: [{ ...host, settings: { 'min-sev-asid': 100 } }] }],
    ['another machine of the same maker', { ...small, hosts: [{ ...host, machine: 'milan' }] }],
    ['members in another order', Object.fromEntries(Object.entries(small).reverse()) as unknown as Case],
  ])('stays with %s', (_, other) => {
    expect(fingerprintOf(id, other, usual)).toBe(fingerprint);
  });

  it.each<[string, Case]>([
    ['another protection', { ...small, commands: [{ do: 'create', guest: 'g0', spec: { protection: 'sev', vcpus: 2 } }, fault] }],
    ['another command', { ...small, commands: [create] }],
    ['another fault', { ...small, commands: [create, { do: 'fault', host: 'h0', fault: 'psp-error', on: true }] }],
    ['another maker', { ...small, hosts: [{ name: 'h0', machine: 'emerald-rapids', settings: {} }] }],
    ['another setting', { ...small, hosts: [{ ...host, settings: {} }] }],
    ['another configuration', { ...small, config: { maxPods: 110 } }],
    ['parts side by side', { ...small, interleaving: [1] }],
    ['a fault of its own accord', { ...small, faults: [{ fault: 'key-leak', host: 'h0', from: 0, chance: 256 }] }],
  ])('changes with %s', (_, other) => {
    expect(fingerprintOf(id, other, usual)).not.toBe(fingerprint);
  });

  it('changes with the requirement', () => {
    expect(fingerprintOf('kubevirt/domain/tdx-policy', small, usual)).not.toBe(fingerprint);
  });
});

describe('containsShape', () => {
  it('holds for a case with more of everything, and for no case that lacks something', () => {
    const larger: Case = {
      ...small,
      hosts: [...small.hosts, { name: 'h1', machine: 'emerald-rapids', settings: {} }],
      commands: [
        { do: 'label', host: 'h1' },
        { do: 'create', guest: 'g9', spec: { protection: 'snp', vcpus: 8, tpm: true } },
        fault,
      ],
    };
    expect(containsShape(larger, small, usual)).toBe(true);
    expect(containsShape(small, larger, usual)).toBe(false);
  });
});
