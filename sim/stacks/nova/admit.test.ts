import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { exampleServer } from './example-server.js';
import { nova, novaRelease, requestDecisionTable } from './index.js';

const uefi = { hw_firmware_type: 'uefi', hw_machine_type: 'q35' };
const flavorAndImage = 'Flavor m1.small has hw:mem_encryption extra spec explicitly set to';

/** Extra specs, properties, class and text of the refusal, in the order of the checks. */
const refusals: readonly (readonly [string, JsonObject, JsonObject, string, string])[] = [
  [
    'an unknown model in the image',
    {},
    { ...uefi, hw_mem_encryption: true, hw_mem_encryption_model: 'amd-sme' },
    'InvalidRequest',
    'Invalid image metadata. Error: Field value amd-sme is invalid',
  ],
  [
    'a model that nobody asked to be used',
    { 'hw:mem_encryption_model': 'amd-sev-es' },
    uefi,
    'FlavorImageConflict',
    'Memory encryption model amd-sev-es is requested by hw:mem_encryption_model extra spec in m1.small flavor but memory encryption is not requested',
  ],
  [
    'a flavor that asks and an image that forbids',
    { 'hw:mem_encryption': 'yes' },
    { ...uefi, hw_mem_encryption: false },
    'FlavorImageConflict',
    `${flavorAndImage} yes, conflicting with image guest which has hw_mem_encryption property explicitly set to False`,
  ],
  [
    'an empty extra spec, which says no',
    { 'hw:mem_encryption': '' },
    { ...uefi, hw_mem_encryption: 'on' },
    'FlavorImageConflict',
    `${flavorAndImage} , conflicting with image guest which has hw_mem_encryption property explicitly set to True`,
  ],
  [
    'models that differ in case',
    { 'hw:mem_encryption': '1', 'hw:mem_encryption_model': 'AMD-SEV' },
    { ...uefi, hw_mem_encryption_model: 'amd-sev' },
    'FlavorImageConflict',
    'Flavor m1.small has hw:mem_encryption_model extra spec explicitly set to AMD-SEV, conflicting with image guest which has hw_mem_encryption_model property explicitly set to amd-sev',
  ],
  [
    'an unknown model, before missing UEFI',
    { 'hw:mem_encryption': 'True', 'hw:mem_encryption_model': 'amd-sme' },
    { hw_machine_type: 'pc' },
    'Invalid',
    "Invalid memory encryption model 'amd-sme'. Allowed values: amd-sev, amd-sev-es, amd-sev-snp, intel-tdx.",
  ],
  [
    'missing UEFI, before a bad machine type',
    { 'hw:mem_encryption': 'True' },
    { hw_machine_type: 'pc', hw_mem_encryption: true },
    'FlavorImageConflict',
    "Memory encryption is requested by hw:mem_encryption extra spec in m1.small flavor and hw_mem_encryption property of image i1 but the image metadata doesn't have the 'hw_firmware_type' property set to 'uefi'",
  ],
  [
    'a bad machine type, before missing stateless firmware',
    { 'hw:mem_encryption': 'True', 'hw:mem_encryption_model': 'amd-sev-snp' },
    { hw_firmware_type: 'uefi', hw_machine_type: 'pc' },
    'InvalidMachineType',
    "Machine type 'pc' is not compatible with image guest (i1): q35 type is required for amd-sev-snp to work",
  ],
  [
    'a machine type that only contains q35',
    { 'hw:mem_encryption': 'True' },
    { hw_firmware_type: 'uefi', hw_machine_type: 'notq35' },
    'InvalidMachineType',
    "Machine type 'notq35' is not compatible with image guest (i1): q35 type is required for amd-sev to work",
  ],
  [
    'SNP without stateless firmware',
    { 'hw:mem_encryption': 'True', 'hw:mem_encryption_model': 'amd-sev-snp' },
    uefi,
    'StatelessFirmwareRequired',
    "The amd-sev-snp memory encryption model requires stateless firmware but the image metadata doesn't have the 'hw_firmware_stateless' property set to True",
  ],
  [
    'locked memory without pages',
    { 'hw:locked_memory': 'True' },
    uefi,
    'LockMemoryForbidden',
    'locked_memory value in image or flavor is forbidden when mem_page_size is not set.',
  ],
  [
    'SEV whose memory is not to be locked',
    { 'hw:mem_encryption': 'True', 'hw:locked_memory': 'no' },
    uefi,
    'FlavorImageLockedMemoryConflict',
    'locked_memory value in image (None) and flavor (False) conflict. A consistent value is expected if both specified.',
  ],
  [
    'an unknown policy of secure boot',
    { 'os:secure_boot': 'always' },
    uefi,
    'Invalid',
    "Invalid secure boot policy 'always'. Allowed values: required, disabled, optional.",
  ],
];

describe('a request is refused for', () => {
  it.each(refusals)('%s', (_what, extraSpecs, properties, type, message) => {
    expect(asked(extraSpecs, properties)).toEqual({ allowed: false, causes: [{ type, message, field: '', httpCode: 400 }] });
  });
});

describe('a request is accepted', () => {
  it('whose image says nothing of its machine, which the host knows', () => {
    expect(asked({ 'hw:mem_encryption': ' ON ' }, { hw_firmware_type: 'uefi' })).toMatchObject({ allowed: true });
  });

  it('with stateless firmware and a BIOS, of which the property means nothing', () => {
    const decision = asked({}, { hw_firmware_type: 'bios', hw_firmware_stateless: true });
    expect(decision).toMatchObject({ allowed: true, warnings: [expect.stringContaining('This property is ignored.')] });
  });

  it('and becomes an instance with a UUID of its own', () => {
    const [one, other] = ['g0', 'g1'].map((name) => nova().admit(exampleServer('amd-sev', { server: { name } }), {}));
    expect(one).toMatchObject({ allowed: true, guest: { name: 'g0', flavor: { name: 'm1.small' }, image: { name: 'guest' } } });
    const uuids = [one, other].map((each) => (each?.allowed === true ? each.guest.uuid : undefined));
    expect(new Set(uuids).size).toBe(2);
    for (const uuid of uuids) expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('by releases that never heard of models as SEV, whatever model is named', () => {
    const { quirks, technologies } = novaRelease('nova@2025.1');
    const request = exampleServer('amd-sev-es', { properties: { hw_mem_encryption_model: 'amd-sev' } });
    expect(nova({ quirks, technologies }).admit(request, {})).toMatchObject({ allowed: true });
  });
});

describe('a server on a volume', () => {
  const onVolume = { server: { boot_from_volume: true }, image: { id: undefined, name: undefined } };

  it('is told that its image has neither name nor id', () => {
    const request = exampleServer('amd-sev', { ...onVolume, properties: { hw_machine_type: 'pc' } });
    expect(nova().admit(request, {})).toMatchObject({
      causes: [
        { message: "Machine type 'pc' is not compatible with image None (<no-id>): q35 type is required for amd-sev to work" },
      ],
    });
  });

  it('was an error of the server while the name was read without a look', () => {
    const request = exampleServer('amd-sev', { ...onVolume, properties: { hw_mem_encryption: false } });
    const old = nova({ quirks: ['image-name-unguarded'] }).admit(request, {});
    expect(old).toMatchObject({ causes: [{ type: 'NotImplementedError', httpCode: 500 }] });
  });
});

describe('the decision table', () => {
  it('has a row for every outcome', () => {
    const rows = requestDecisionTable();
    expect(new Set(rows.map(({ refusal }) => refusal?.type).filter((type) => type !== undefined))).toEqual(
      new Set([
        'InvalidRequest',
        'FlavorImageConflict',
        'Invalid',
        'InvalidMachineType',
        'StatelessFirmwareRequired',
        'LockMemoryForbidden',
        'FlavorImageLockedMemoryConflict',
      ]),
    );
    const models = new Set(rows.map(({ model }) => model).filter((model) => model !== undefined));
    expect(models).toEqual(new Set(['none', 'amd-sev', 'amd-sev-es', 'amd-sev-snp', 'intel-tdx']));
  });
});

function asked(extraSpecs: JsonObject, properties: JsonObject): unknown {
  const flavor = { name: 'm1.small', vcpus: 1, ram: 64, extra_specs: extraSpecs };
  return nova().admit({ server: { name: 'g0' }, flavor, image: { id: 'i1', name: 'guest', properties } }, {});
}
