import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sim/core/json.js';
import { readNovaAsked } from './nova-asked.js';
import { novaRefusals } from './nova-request.js';

const on = { 'hw:mem_encryption': 'True' };

describe('what a request to Nova must be refused for', () => {
  it('is nothing when flavor and image agree', () => {
    expect(refusals({ 'hw:mem_encryption': 'yes' }, { hw_mem_encryption: true })).toEqual([]);
  });

  it('tells the raw value of the flavor and the truth of the image', () => {
    expect(refusals(on, { hw_mem_encryption: 'no' })).toEqual([
      'Flavor m1.small has hw:mem_encryption extra spec explicitly set to True, conflicting with image guest which has hw_mem_encryption property explicitly set to False',
    ]);
  });

  it('names everybody who asks for encryption without UEFI', () => {
    expect(refusals(on, { hw_mem_encryption: true, hw_firmware_type: 'bios' })).toEqual([
      "Memory encryption is requested by hw:mem_encryption extra spec in m1.small flavor and hw_mem_encryption property of image i0 but the image metadata doesn't have the 'hw_firmware_type' property set to 'uefi'",
    ]);
  });

  it('looks at the model before the firmware, and at the firmware before the machine', () => {
    const specs = { ...on, 'hw:mem_encryption_model': 'amd-sme' };
    const wrong = novaRefusals(asked(specs, { hw_firmware_type: 'bios', hw_machine_type: 'pc' }));
    expect(wrong.map(({ rule }) => rule)).toEqual(['model-is-known', 'uefi', 'machine-type']);
  });

  it('says None and <no-id> of a volume', () => {
    const image = { properties: { hw_firmware_type: 'uefi', hw_machine_type: 'pc' } };
    const [refusal] = novaRefusals(readNovaAsked({ flavor: { name: 'm1.small', extra_specs: on }, image }));
    expect(refusal?.messages[0]).toBe(
      "Machine type 'pc' is not compatible with image None (<no-id>): q35 type is required for amd-sev to work",
    );
  });

  it('is one for a model nobody encrypts with', () => {
    expect(novaRefusals(asked({ 'hw:mem_encryption_model': 'amd-sev' }, {})).map(({ rule }) => rule)).toEqual([
      'model-without-encryption',
    ]);
  });
});

function refusals(extraSpecs: JsonObject, properties: JsonObject): readonly (string | undefined)[] {
  return novaRefusals(asked(extraSpecs, properties)).map(({ messages }) => messages[0]);
}

function asked(extraSpecs: JsonObject, properties: JsonObject): ReturnType<typeof readNovaAsked> {
  const image = { id: 'i0', name: 'guest', properties: { hw_firmware_type: 'uefi', hw_machine_type: 'q35', ...properties } };
  return readNovaAsked({ flavor: { name: 'm1.small', vcpus: 1, ram: 64, extra_specs: extraSpecs }, image });
}
