import { describe, expect, it } from 'vitest';
import type { Happening } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { type ExampleHost, exampleHost, tdxHost } from './example-host.js';
import { exampleServer, type ServerChanges } from './example-server.js';
import { nova, novaQuirks } from './index.js';
import type { MemoryEncryptionModel } from './models.js';
import { guestQuirks } from './quirks/guest-quirks.js';

describe('the reference', () => {
  it('says who it is', () => {
    expect(nova()).toMatchObject({ id: 'nova/reference', stack: 'nova', quirks: [] });
  });

  it('has no quirk it is not told to have', () => {
    expect(() => nova({ quirks: ['q35-by-substrin'] })).toThrow(
      'nova has no quirk "q35-by-substrin"; did you mean "q35-by-substring"?',
    );
  });

  it('lists quirks in one order, however they are asked for', () => {
    const names = ['crash-unnoticed', 'q35-by-substring'];
    expect(nova({ quirks: names }).quirks).toEqual(['q35-by-substring', 'crash-unnoticed']);
  });

  it('answers the same to the same question', () => {
    expect(answers([])).toEqual(answers([]));
  });
});

describe('every quirk', () => {
  it('has a name of its own, and says where it comes from and who must notice', () => {
    expect(new Set(novaQuirks.map(({ name }) => name)).size).toBe(novaQuirks.length);
    for (const { name, sentence, source, killedBy } of novaQuirks) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(sentence, name).toMatch(/^[A-Z].*\.$/);
      expect(killedBy, name).toMatch(/^(nova|subject|host)\/[a-z]+\/[a-z0-9-]+$/);
      expect(source).not.toBe('');
    }
  });
});

describe('every quirk of what is asked for, described and lived through', () => {
  const reference = answers([]);

  it.each(guestQuirks.map(({ name }) => name))('%s changes an answer of the stack', (name) => {
    expect(answers([name])).not.toEqual(reference);
  });
});

/** Questions of all stages, chosen so that every quirk shows in at least one. */
function answers(quirks: readonly string[]): Readonly<Record<string, unknown>> {
  const subject = nova({ quirks });
  const admitted = Object.entries(requests).map(([name, request]) => [name, subject.admit(request, {})] as const);
  return {
    ...Object.fromEntries(admitted),
    documents: documents(quirks),
    lives: Object.fromEntries(Object.keys(lives).map((name) => [name, lifeOf(name, quirks)])),
  };
}

const onVolume: ServerChanges = { server: { boot_from_volume: true }, image: { id: undefined, name: undefined } };
const asks = (extraSpecs: JsonObject, properties: JsonObject = {}, changes: ServerChanges = {}): JsonObject =>
  exampleServer('none', { ...changes, extraSpecs, properties });
const sev = { 'hw:mem_encryption': 'true' };

const requests: Readonly<Record<string, JsonObject>> = {
  modelAlone: asks({ 'hw:mem_encryption_model': 'amd-sev' }),
  unknownModel: asks({ ...sev, 'hw:mem_encryption_model': 'amd-sme' }),
  unknownModelOnBios: asks({ ...sev, 'hw:mem_encryption_model': 'amd-sme' }, { hw_firmware_type: 'bios' }),
  unknownImageModel: asks({}, { hw_mem_encryption: true, hw_mem_encryption_model: 'amd-sme' }),
  conflict: asks(sev, { hw_mem_encryption: false }),
  conflictOnVolume: asks(sev, { hw_mem_encryption: false }, onVolume),
  spellings: asks(sev, { hw_mem_encryption: 'yes' }),
  models: asks({ ...sev, 'hw:mem_encryption_model': 'amd-sev' }, { hw_mem_encryption_model: 'amd-sev-es' }),
  imageOnVolume: asks({}, { hw_mem_encryption: true }, onVolume),
  bios: asks(sev, { hw_firmware_type: 'bios' }),
  machine: asks(sev, { hw_machine_type: 'pc' }),
  almostQ35: asks(sev, { hw_machine_type: 'notq35' }),
  snp: exampleServer('amd-sev-snp', { properties: { hw_firmware_stateless: false } }),
  tdx: exampleServer('intel-tdx', { properties: { hw_firmware_stateless: false } }),
  tdxOnScsi: exampleServer('intel-tdx', { properties: { hw_disk_bus: 'scsi' } }),
  tdxWithVideo: exampleServer('intel-tdx'),
  secureBoot: asks({ 'os:secure_boot': 'required' }, { os_secure_boot: 'disabled' }),
  unlocked: asks({ ...sev, 'hw:locked_memory': 'False' }),
  locked: asks({ 'hw:locked_memory': 'True' }),
};

const descriptor = (name: string, mapping: JsonObject, features: readonly string[]): readonly [string, string] => [
  `/usr/share/qemu/firmware/${name}.json`,
  JSON.stringify({ mapping, features, targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }] }),
];
const flash = { device: 'flash', executable: { filename: '/fw/CODE.fd' }, 'nvram-template': { filename: '/fw/VARS.fd' } };
const files: Readonly<Record<string, string>> = {
  '/fw/CODE.fd': 'image',
  '/fw/VARS.fd': 'image',
  ...Object.fromEntries([
    descriptor('40', { device: 'memory', filename: '/fw/SNP.fd' }, []),
    descriptor('50', flash, []),
    descriptor('60', flash, ['requires-smm', 'secure-boot']),
  ]),
};
const silent = "<domain><os><loader type='pflash'>/fw/CODE.fd</loader></os></domain>";
const bios = { name: 'bios', properties: { hw_firmware_type: 'bios' } };

/** Guests, hosts they are described for, and what libvirt kept of them. */
const rendering: readonly (readonly [JsonObject, JsonObject?, ExampleHost?, string?])[] = [
  [exampleServer('none', { properties: { hw_firmware_stateless: true } })],
  [exampleServer('none', { properties: { hw_firmware_type: 'bios', hw_firmware_stateless: true } })],
  [exampleServer('none', { properties: { hw_firmware_type: null, hw_architecture: 'aarch64', hw_firmware_stateless: true } })],
  [exampleServer('none', { extraSpecs: { 'os:secure_boot': 'required' } })],
  [exampleServer('amd-sev', { server: { config_drive: true }, properties: { hw_scsi_model: 'virtio-scsi' } })],
  [exampleServer('amd-sev'), {}, { sev: 'N' }],
  [exampleServer('amd-sev'), {}, {}, silent],
  [exampleServer('amd-sev'), { rescue: { image: bios, stable: false } }],
  [exampleServer('amd-sev-es')],
  [exampleServer('amd-sev-snp', { properties: { kernel_id: 'k1' } })],
  [exampleServer('intel-tdx'), {}, tdxHost],
];

function documents(quirks: readonly string[]): readonly unknown[] {
  const subject = nova({ quirks });
  return rendering.map(([request, guest = {}, host = {}, defined]) => {
    const admitted = subject.admit(request, {});
    if (!admitted.allowed) return admitted;
    const reader = exampleHost({ ...host, files: { ...files, ...host.files } });
    const here = { name: 'h0', reader, ...(defined !== undefined && { defined }) };
    return subject.render({ ...admitted.guest, ...guest }, here, {});
  });
}

const ask = (request: string, body: JsonObject = {}): Happening => ({ what: 'request', request, body });
const start = (host: string): Happening => ({ what: 'started', host, paused: false });
const placed = (host: string): Happening => ({ what: 'placed', host });
const down: Happening = { what: 'agent-silent', host: 'h0' };
const failing: Happening = { what: 'not-rendered', message: 'UEFI is not supported' };
const rebuild = (properties: JsonObject): Happening => ask('rebuild', { image: { id: 'i2', name: 'other', properties } });
const plain = { hw_firmware_type: 'uefi', hw_machine_type: 'q35' };

/** What servers live through after they have started on h0. */
const lives: Readonly<Record<string, readonly [MemoryEncryptionModel | 'none', ...(readonly Happening[])]>> = {
  power: ['amd-sev', ask('suspend'), ask('live-migrate'), ask('stop'), ask('suspend'), ask('start'), start('h0')],
  rebuildAcross: ['none', rebuild({ ...plain, hw_mem_encryption: true }), placed('h0'), start('h0')],
  rebuildAndMove: ['none', rebuild(plain), start('h0'), ask('migrate'), placed('h1'), start('h1'), ask('confirmResize')],
  rebuildToBios: ['none', rebuild({ hw_firmware_type: 'bios' })],
  evacuated: ['amd-sev', down, ask('evacuate'), placed('h1'), start('h1'), { what: 'agent-back', host: 'h0' }],
  forced: ['amd-sev', down, ask('evacuate', { host: 'h1', force: true })],
  failedMove: ['amd-sev', ask('migrate'), placed('h1'), failing],
  resize: ['amd-sev', ask('resize', { flavor: { name: 'x', extra_specs: { ...sev, 'hw:mem_encryption_model': 'amd-sme' } } })],
  shelved: ['amd-sev', ask('shelve'), ask('shelveOffload'), ask('unshelve')],
  deleted: ['none', { what: 'deletion-asked' }],
  crashed: ['amd-sev', { what: 'stopped', host: 'h0', by: 'crash' }],
};

function lifeOf(name: string, quirks: readonly string[]): unknown {
  const [model = 'none', ...happenings] = lives[name] ?? [];
  const subject = nova({ quirks });
  const properties = name === 'deleted' ? bios.properties : {};
  const admitted = subject.admit(exampleServer(model, { properties }), {});
  if (!admitted.allowed) return admitted;
  let { guest }: { guest: JsonObject } = admitted;
  let status: JsonObject = {};
  const before: readonly Happening[] = [{ what: 'admitted' }, failing, { what: 'admitted' }, placed('h0'), start('h0')];
  return [...before, ...happenings].map((happening) => {
    const decision = subject.run(guest, happening, status, {});
    status = decision.status;
    guest = decision.guest ?? guest;
    return decision;
  });
}
