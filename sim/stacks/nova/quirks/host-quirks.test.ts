import { describe, expect, it } from 'vitest';
import type { HostToPlaceOn } from '../../../contracts/subject.js';
import { canonicalJson, type JsonObject } from '../../../core/json.js';
import { type NovaChoices, referenceChoices } from '../choices.js';
import { answerPath, capabilities, domainCapabilities, type ExampleHost, sevFeatures, tdxHost } from '../example-host.js';
import { type Look, serviceLife } from '../example-service.js';
import { claim, place } from '../schedule.js';
import { hostQuirks } from './host-quirks.js';

const pc = answerPath('domcapabilities/x86_64/pc.xml');
const noSnp: ExampleHost = { sevSnp: 'N' };
const flat = { nested_providers: false };
const esGuest = { flavor: { extra_specs: { 'hw:mem_encryption': 'true', 'hw:mem_encryption_model': 'amd-sev-es' } } };
const used = { allocated: { 'h0_amd_sev_es:MEM_ENCRYPTION_CONTEXT': 1 } };
const bios = domainCapabilities(sevFeatures(), []).replace("<enum name='secure'><value>yes</value><value>no</value></enum>", '');

function files(entries: Readonly<Record<string, string | undefined>>, more: ExampleHost = {}): Look {
  return { host: { ...more, files: entries } };
}

function features(text: string, more: ExampleHost = {}): Look {
  return { host: { features: text, ...more } };
}

/** Lives in which every quirk of detection and report shows. */
const lives: Readonly<Record<string, readonly Look[]>> = {
  'all is well': [{}, { happening: 'interval' }, {}],
  'SEV-ES only': [{ host: noSnp }],
  'an older QEMU': [{ host: { ...noSnp, qemu: '9.0.0' } }],
  'an older libvirt': [{ host: { libvirt: '8.1.0' } }],
  'libvirt without SNP': [features(sevFeatures({ types: ['sev'] }))],
  'SEV switched off': [{ host: { sev: 'N' } }],
  'no answer for i440fx': [files({ [pc]: undefined })],
  'nonsense for i440fx': [files({ [pc]: '<a>' })],
  'another word of i440fx': [files({ [pc]: domainCapabilities(sevFeatures({ maxGuests: '<maxGuests>1</maxGuests>' })) })],
  'a damaged version': [{}, { ...files({ [answerPath('version')]: '' }), happening: 'agent-started' }, { happening: 'interval' }],
  'types unsaid': [features(sevFeatures().replace(/<enum.*<\/enum>/, ''))],
  'a new architecture': [files({ [answerPath('capabilities.xml')]: capabilities({ guests: ['x86_64', 'newarch'] }) })],
  'counts unsaid': [features(sevFeatures({ maxGuests: '', maxESGuests: '' })), { happening: 'interval' }],
  'negative counts': [features(sevFeatures({ maxGuests: '<maxGuests>-1</maxGuests>' }))],
  'no guests of SEV-ES': [
    { ...features(sevFeatures({ maxESGuests: '<maxESGuests>0</maxESGuests>' }), noSnp), guests: [esGuest] },
  ],
  'no firmware': [files({ [pc]: bios, [answerPath('domcapabilities/x86_64/q35.xml')]: bios })],
  TDX: [{ host: tdxHost, config: { libvirt: { num_intel_tdx_guests: 100 } } }],
  'TDX switched off': [{ host: { ...tdxHost, files: { '/sys/fs/cgroup/misc.capacity': 'tdx 63\n' } } }],
  'a host that changes': [{}, { happening: 'interval', host: noSnp }],
  'contexts of the host': [{ config: flat }, { allocated: { 'h0:MEM_ENCRYPTION_CONTEXT': 1 } }],
  'contexts of the host, unused': [{ config: flat }, { config: flat, host: { sev: 'N' } }],
  'no contexts of the host': [{ config: { ...flat, libvirt: { num_memory_encrypted_guests: 0 } } }, {}],
  'a limit': [{ config: { libvirt: { num_memory_encrypted_guests: 5 } } }],
  'another spelling': [{}, { config: { traits: 'text' } }],
  'reserved contexts': [{ config: { compute: { reserved_mem_encryption_contexts: { 'amd-sev': 9 } } } }],
  'models that go': [{ host: noSnp }, { host: { sev: 'N' } }],
  'models that go, used': [{ host: noSnp }, { host: { sev: 'N' }, ...used, guests: [esGuest] }],
  'many changes': [{}, { host: { sev: 'N' } }, { host: { libvirt: '8.1.0' } }, {}],
};

const uefi = { hw_firmware_type: 'uefi' };

function guest(specs: JsonObject, properties: JsonObject = uefi, more: JsonObject = {}): JsonObject {
  return { name: 'g0', flavor: { name: 'm1', vcpus: 1, ram: 64, extra_specs: specs }, image: { properties }, ...more };
}

const guests: readonly JsonObject[] = [
  guest({ 'hw:mem_encryption': 'true', 'hw:mem_encryption_model': 'amd-sev-es' }),
  guest({}, { ...uefi, hw_mem_encryption: true }),
  guest({ 'hw:mem_encryption': 'true', 'resources:MEM_ENCRYPTION_CONTEXT': '2' }),
  guest({}, { ...uefi, hw_firmware_stateless: true }),
  guest({ 'os:secure_boot': 'optional' }),
  guest({ 'trait:COMPUTE_NODE': 'forbidden' }),
  guest({ 'trait:COMPUTE_NODE': 'forbidden', 'trait:OWNER_NOVA': 'required' }),
  guest({ 'trait:CUSTOM_NOWHERE': 'required' }),
  guest({ 'resources:MEM_ENCRYPTION_CONTEXT': '2' }),
  guest({}, uefi, { host: 'h9' }),
];

function placements(choices: NovaChoices): unknown {
  const [{ providers = [] } = { providers: [] }] = serviceLife([{ host: noSnp }], referenceChoices);
  const host: HostToPlaceOn = {
    name: 'h0',
    labels: {},
    resources: {},
    used: {},
    memoryBytes: 0,
    memoryUsedBytes: 0,
    guests: 0,
    providers,
  };
  const reserved = providers.map((each) => ({
    ...each,
    inventories: Object.fromEntries(
      Object.entries(each.inventories).map(([name, one]) => [name, { ...one, reserved: one.total }]),
    ),
  }));
  const full = Object.fromEntries(
    ['h0_amd_sev', 'h0_amd_sev_es'].map((name) => [`${name}:MEM_ENCRYPTION_CONTEXT`, name === 'h0_amd_sev' ? 100 : 15]),
  );
  const hosts: readonly HostToPlaceOn[] = [
    host,
    { ...host, used: full },
    { ...host, providers: reserved },
    { ...host, silent: true },
    { ...host, cordoned: true },
    { ...host, used: { 'h0_amd_sev_es:MEM_ENCRYPTION_CONTEXT': 15 } },
  ];
  return guests.map((each) => {
    const claimed = claim(each, {}, choices);
    return { claimed, placed: hosts.map((one) => place(claimed, [one], {}, choices)) };
  });
}

function answers(choices: NovaChoices): Readonly<Record<string, string>> {
  const ofLives = Object.entries(lives).map(([name, looks]) => [name, canonicalJson(serviceLife(looks, choices))]);
  return { ...Object.fromEntries(ofLives), placements: canonicalJson(placements(choices)) };
}

describe('quirks of detection, report and placement', () => {
  const reference = answers(referenceChoices);

  it('have names of their own', () => {
    expect(new Set(hostQuirks.map(({ name }) => name)).size).toBe(hostQuirks.length);
  });

  it.each(hostQuirks.map((quirk) => [quirk.name, quirk] as const))('%s changes an answer', (_, { choices }) => {
    const changed = typeof choices === 'function' ? choices(referenceChoices) : choices;
    const found = answers({ ...referenceChoices, ...changed });
    expect(Object.keys(found).filter((name) => found[name] !== reference[name])).not.toEqual([]);
  });
});
