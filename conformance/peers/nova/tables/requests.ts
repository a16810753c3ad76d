import { expect } from 'vitest';
import type { JsonObject } from '../../../../sim/core/json.js';
import { all, beforeMaster, flat, master, nested, type Row } from './row.js';

const uefi = { hw_firmware_type: 'uefi', hw_machine_type: 'q35' };

/** The model a request gets, or the status, class and words of its refusal. */
export function requestRows(): readonly Row[] {
  const row = (
    about: string,
    releases: readonly string[],
    extraSpecs: JsonObject,
    properties: JsonObject,
    expected: unknown,
    more: JsonObject = {},
  ): Row => ({
    about,
    releases,
    question: { ask: 'request', flavor: { name: 'f', extraSpecs }, image: { id: 'i', name: 'n', properties }, ...more },
    expected,
  });
  const on = { 'hw:mem_encryption': 'true' };
  const model = (name: string): JsonObject => ({ ...on, 'hw:mem_encryption_model': name });
  const models = 'amd-sev, amd-sev-es, amd-sev-snp, intel-tdx';
  const requested = 'Memory encryption is requested by';
  const unless = "but the image metadata doesn't have the";
  const conflict = '400 FlavorImageConflict: Flavor f has';
  return [
    row('nobody asks', nested, {}, uefi, null),
    row('a model alone', nested, { 'hw:mem_encryption_model': 'amd-sev-es' }, { hw_mem_encryption_model: 'amd-sev' }, null),
    row('asked', flat, on, uefi, true),
    row('asked', nested, on, uefi, 'amd-sev'),
    row('a switch that says neither', nested, { 'hw:mem_encryption': 'maybe' }, uefi, null),
    row(
      'an empty switch is a no',
      nested,
      { 'hw:mem_encryption': '' },
      { ...uefi, hw_mem_encryption: 'true' },
      `${conflict} hw:mem_encryption extra spec explicitly set to , conflicting with image n which has hw_mem_encryption property explicitly set to True`,
    ),
    row(
      'they contradict each other',
      all,
      on,
      { ...uefi, hw_mem_encryption: 'false' },
      `${conflict} hw:mem_encryption extra spec explicitly set to true, conflicting with image n which has hw_mem_encryption property explicitly set to False`,
    ),
    row(
      'about the model',
      nested,
      model('amd-sev'),
      { ...uefi, hw_mem_encryption_model: 'amd-sev-es' },
      `${conflict} hw:mem_encryption_model extra spec explicitly set to amd-sev, conflicting with image n which has hw_mem_encryption_model property explicitly set to amd-sev-es`,
    ),
    row(
      'spelling counts',
      master,
      model('AMD-SEV'),
      { ...uefi, hw_mem_encryption_model: 'amd-sev' },
      `${conflict} hw:mem_encryption_model extra spec explicitly set to AMD-SEV, conflicting with image n which has hw_mem_encryption_model property explicitly set to amd-sev`,
    ),
    row(
      'a model nobody knows',
      master,
      model('x'),
      {},
      `500 Invalid: Invalid memory encryption model 'x'. Allowed values: ${models}.`,
    ),
    row(
      'a model nobody knows, after firmware',
      ['nova@2025.2', 'nova@2026.1'],
      model('x'),
      uefi,
      "500 Invalid: Invalid memory encryption model 'x'. Allowed values: amd-sev, amd-sev-es.",
    ),
    row('of an image', nested, on, { ...uefi, hw_mem_encryption_model: 'x' }, 'Field value x is invalid'),
    row(
      'no UEFI',
      master,
      on,
      { hw_machine_type: 'pc' },
      `400 FlavorImageConflict: ${requested} hw:mem_encryption extra spec in f flavor ${unless} 'hw_firmware_type' property set to 'uefi'`,
    ),
    row(
      'no UEFI, both ask',
      master,
      on,
      { hw_mem_encryption: 'true' },
      `400 FlavorImageConflict: ${requested} hw:mem_encryption extra spec in f flavor and hw_mem_encryption property of image i ${unless} 'hw_firmware_type' property set to 'uefi'`,
    ),
    row(
      'no UEFI',
      beforeMaster,
      on,
      {},
      "400 FlavorImageConflict: Memory encryption requested by hw:mem_encryption extra spec in f flavor but image n doesn't have 'hw_firmware_type' property set to 'uefi' or volume-backed instance was requested",
    ),
    row(
      'no q35',
      master,
      model('amd-sev-snp'),
      { hw_firmware_type: 'uefi', hw_machine_type: 'pc' },
      "400 InvalidMachineType: Machine type 'pc' is not compatible with image n (i): q35 type is required for amd-sev-snp to work",
    ),
    row(
      'no q35',
      beforeMaster,
      on,
      { hw_firmware_type: 'uefi', hw_machine_type: 'pc' },
      "400 InvalidMachineType: Machine type 'pc' is not compatible with image n (i): q35 type is required for SEV to work",
    ),
    row('nearly q35', all, on, { hw_firmware_type: 'uefi', hw_machine_type: 'notq35' }, expect.anything()),
    row('no machine type yet', nested, on, { hw_firmware_type: 'uefi' }, 'amd-sev'),
    row('the host decides', beforeMaster, on, { hw_firmware_type: 'uefi' }, expect.stringContaining("Machine type 'pc'"), {
      machine: 'pc',
    }),
    row(
      'SNP with variables',
      master,
      model('amd-sev-snp'),
      uefi,
      "400 StatelessFirmwareRequired: The amd-sev-snp memory encryption model requires stateless firmware but the image metadata doesn't have the 'hw_firmware_stateless' property set to True",
    ),
    row('SNP', master, model('amd-sev-snp'), { ...uefi, hw_firmware_stateless: 'true' }, 'amd-sev-snp'),
    row(
      'TDX with a screen',
      master,
      model('intel-tdx'),
      { ...uefi, hw_firmware_stateless: 'true' },
      "400 InvalidVideoMode: The intel-tdx memory encryption model is incompatible with an attached video device. Set the 'hw_video_model' image property to 'none' to disable it",
    ),
    row('TDX', master, model('intel-tdx'), { ...uefi, hw_firmware_stateless: 'true', hw_video_model: 'none' }, 'intel-tdx'),
    row(
      'TDX on a SCSI disk',
      master,
      model('intel-tdx'),
      { ...uefi, hw_firmware_stateless: 'true', hw_video_model: 'none', hw_disk_bus: 'scsi', hw_scsi_model: 'virtio-scsi' },
      'intel-tdx',
    ),
  ];
}
