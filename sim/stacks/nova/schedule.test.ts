import { describe, expect, it } from 'vitest';
import type { HostToPlaceOn, PlaceDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { type NovaChoices, referenceChoices } from './choices.js';
import { type ExampleHost, exampleHost } from './example-host.js';
import { label } from './label.js';
import { claim, place } from './schedule.js';

const uefi = { hw_firmware_type: 'uefi', hw_machine_type: 'q35' };

function guest(specs: JsonObject = {}, properties: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return { name: 'g0', flavor: { name: 'm1', vcpus: 1, ram: 64, extra_specs: specs }, image: { properties }, ...more };
}

function encrypted(model: string, properties: JsonObject = uefi): JsonObject {
  return guest({ 'hw:mem_encryption': 'true', 'hw:mem_encryption_model': model }, properties);
}

const sev = encrypted('amd-sev');
const es = encrypted('amd-sev-es');
const snp = encrypted('amd-sev-snp', { ...uefi, hw_firmware_stateless: true });

function host(name: string, shown: ExampleHost = {}, changes: Partial<HostToPlaceOn> = {}): HostToPlaceOn {
  const reader = exampleHost(shown);
  const { providers = [] } = label(
    { name, reader, labels: {}, annotations: {}, happening: 'agent-started', memory: {} },
    {},
    referenceChoices,
  );
  return { name, labels: {}, resources: {}, used: {}, memoryBytes: 0, memoryUsedBytes: 0, guests: 0, providers, ...changes };
}

const withEs: ExampleHost = { sevSnp: 'N' };

function placed(asked: JsonObject, hosts: readonly HostToPlaceOn[], choices: Partial<NovaChoices> = {}): PlaceDecision {
  const all = { ...referenceChoices, ...choices };
  return place(claim(asked, {}, all), hosts, {}, all);
}

describe('what a guest asks of placement', () => {
  it('is processors and memory, and nothing else, for an ordinary one', () => {
    expect(claim(guest(), {}, referenceChoices)).toEqual({
      selectors: {},
      resources: { MEMORY_MB: 64, VCPU: 1 },
      memoryBytes: 64 * 2 ** 20,
      overheadBytes: 0,
      object: { group: { resources: { MEMORY_MB: 64, VCPU: 1 }, required: [], forbidden: [] } },
      required: [],
      forbidden: [],
    });
  });

  it('is one context of its model for an encrypted one', () => {
    expect(claim(sev, {}, referenceChoices)).toMatchObject({
      resources: { MEM_ENCRYPTION_CONTEXT: 1 },
      required: ['HW_CPU_X86_AMD_SEV'],
      memoryLock: 'unlimited',
    });
    expect(claim(es, {}, referenceChoices).required).toEqual(['HW_CPU_X86_AMD_SEV_ES']);
    expect(claim(snp, {}, referenceChoices).required).toEqual(['COMPUTE_SECURITY_STATELESS_FIRMWARE', 'HW_CPU_X86_AMD_SEV_SNP']);
    expect(claim(snp, {}, referenceChoices).memoryLock).toBeUndefined();
    expect(claim(es, { traits: 'text' }, referenceChoices).required).toEqual(['HW_CPU_AMD_SEV_ES']);
  });

  it('is the same whether flavor or image asks', () => {
    const byImage = guest({}, { ...uefi, hw_mem_encryption: true, hw_mem_encryption_model: 'amd-sev-es' });
    expect(claim(byImage, {}, referenceChoices)).toEqual(claim(es, {}, referenceChoices));
  });

  it('is one context even where the flavor names more', () => {
    const burning = guest({ 'hw:mem_encryption': '1', 'resources:MEM_ENCRYPTION_CONTEXT': '3' }, uefi);
    expect(claim(burning, {}, referenceChoices).resources.MEM_ENCRYPTION_CONTEXT).toBe(1);
    const unencrypted = guest({ 'resources:MEM_ENCRYPTION_CONTEXT': '3', 'resources:VCPU': '0' });
    expect(claim(unencrypted, {}, referenceChoices).resources).toEqual({ MEMORY_MB: 64, MEM_ENCRYPTION_CONTEXT: 3 });
  });

  it('is a host with stateless firmware only with UEFI, and with secure boot only where it is required', () => {
    const required = (specs: JsonObject, properties: JsonObject) =>
      claim(guest(specs, properties), {}, referenceChoices).required;
    expect(required({}, { hw_firmware_stateless: 'true', hw_firmware_type: 'uefi' })).toEqual([
      'COMPUTE_SECURITY_STATELESS_FIRMWARE',
    ]);
    expect(required({}, { hw_firmware_stateless: 'true' })).toEqual([]);
    expect(required({ 'os:secure_boot': 'required' }, uefi)).toEqual(['COMPUTE_SECURITY_UEFI_SECURE_BOOT']);
    expect(required({ 'os:secure_boot': 'optional' }, uefi)).toEqual([]);
  });

  it('has the traits that flavor and image name', () => {
    const asked = claim(
      guest({ 'trait:B': 'required', 'trait:C': 'forbidden' }, { 'trait:A': 'required' }),
      {},
      referenceChoices,
    );
    expect([asked.required, asked.forbidden]).toEqual([['A', 'B'], ['C']]);
  });

  it('is the architecture of its image where the operator wants that asked', () => {
    const image = guest({}, { hw_architecture: 'x86_64' });
    expect(claim(image, { scheduler: { image_metadata_prefilter: true } }, referenceChoices).required).toEqual([
      'HW_ARCH_X86_64',
    ]);
    expect(claim(image, {}, referenceChoices).required).toEqual([]);
  });
});

describe('where a guest goes', () => {
  it('is to the pool of its model', () => {
    expect(placed(es, [host('h0', withEs)])).toEqual({
      placed: true,
      host: 'h0',
      takes: { 'h0_amd_sev_es:MEM_ENCRYPTION_CONTEXT': 1, 'h0:MEMORY_MB': 64, 'h0:VCPU': 1 },
    });
  });

  it('is nowhere, with a reason for each host, when no host will do', () => {
    const full = { 'h0_amd_sev_es:MEM_ENCRYPTION_CONTEXT': 15 };
    const hosts = [
      host('h0', withEs, { used: full }),
      host('h1'),
      host('h2', withEs, { silent: true }),
      host('h3', withEs, { cordoned: true }),
      host('h4', withEs, { providers: [] }),
    ];
    expect(placed(es, hosts)).toEqual({
      placed: false,
      message: 'No valid host was found. There are not enough hosts available.',
      reasons: {
        h0: [
          'h0 with h0_amd_sev has not HW_CPU_X86_AMD_SEV_ES',
          'h0_amd_sev_es has 15 and 15 of them are held (MEM_ENCRYPTION_CONTEXT)',
        ],
        h1: ['h1 with h1_amd_sev has not HW_CPU_X86_AMD_SEV_ES', 'h1 with h1_amd_sev_snp has not HW_CPU_X86_AMD_SEV_ES'],
        h2: ['its compute service is down'],
        h3: ['its compute service is disabled'],
        h4: ['has reported no resource providers'],
      },
    });
  });

  it('is where most memory is free, and by name where that is equal', () => {
    const hosts = [host('h0', {}, { used: { 'h0:MEMORY_MB': 64 } }), host('h1'), host('h2')];
    expect(placed(sev, hosts)).toMatchObject({ placed: true, host: 'h1' });
  });

  it('is the host that was asked for, or none', () => {
    const bound = guest({}, {}, { host: 'h1' });
    expect(placed(bound, [host('h0'), host('h1')])).toMatchObject({
      host: 'h1',
      reasons: { h0: ['another host was requested: h1'] },
    });
    expect(placed(bound, [host('h0')]).placed).toBe(false);
  });

  it('fills a pool exactly', () => {
    const used: Record<string, number> = {};
    for (let count = 0; count < 15; count += 1) {
      const decision = placed(es, [host('h0', withEs, { used })]);
      const { takes = {} } = decision.placed ? decision : {};
      expect(decision.placed).toBe(true);
      for (const [unit, amount] of Object.entries(takes)) used[unit] = (used[unit] ?? 0) + amount;
    }
    expect(used['h0_amd_sev_es:MEM_ENCRYPTION_CONTEXT']).toBe(15);
    expect(placed(es, [host('h0', withEs, { used })]).placed).toBe(false);
    expect(placed(sev, [host('h0', withEs, { used })]).placed).toBe(true);
    expect(placed(es, [host('h0', withEs, { used })], { asksForModel: false })).toMatchObject({
      takes: { 'h0_amd_sev:MEM_ENCRYPTION_CONTEXT': 1 },
    });
  });
});
