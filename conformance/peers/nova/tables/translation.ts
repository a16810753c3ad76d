import { expect } from 'vitest';
import type { JsonObject } from '../../../../sim/core/json.js';
import { all, beforeMaster, flat, master, nested, type Row } from './row.js';

const uefi = { hw_firmware_type: 'uefi', hw_machine_type: 'q35' };

/** Contexts asked of placement, required and forbidden traits. */
export function translationRows(): readonly Row[] {
  const row = (
    about: string,
    releases: readonly string[],
    extraSpecs: JsonObject,
    properties: JsonObject | null,
    expected: unknown,
  ): Row => ({
    about,
    releases,
    question: {
      ask: 'translate',
      flavor: { name: 'f', extraSpecs },
      image: properties === null ? null : { id: 'i', name: 'n', properties },
    },
    expected,
  });
  const model = (name: string): JsonObject => ({ 'hw:mem_encryption': 'true', 'hw:mem_encryption_model': name });
  const stateless = { ...uefi, hw_firmware_stateless: 'true' };
  const firmware = 'COMPUTE_SECURITY_STATELESS_FIRMWARE';
  return [
    row('SEV', flat, model('amd-sev'), uefi, [1]),
    row('SEV', nested, model('amd-sev'), uefi, [1, 'HW_CPU_X86_AMD_SEV']),
    row('SEV-ES', nested, model('amd-sev-es'), uefi, [1, 'HW_CPU_X86_AMD_SEV_ES']),
    row('SNP', master, model('amd-sev-snp'), stateless, [1, firmware, 'HW_CPU_X86_AMD_SEV_SNP']),
    row('TDX', master, model('intel-tdx'), { ...stateless, hw_video_model: 'none' }, [1, firmware, 'HW_CPU_X86_INTEL_TDX']),
    row('stateless', all, {}, stateless, [0, firmware]),
    row('stateless without UEFI', master, {}, { hw_firmware_stateless: 'true' }, [0]),
    row(
      'stateless without UEFI',
      beforeMaster,
      {},
      { hw_firmware_stateless: 'true' },
      { error: 'Invalid', message: 'Stateless firmware is supported only when UEFI firmware type is used.' },
    ),
    row('secure boot', all, { 'os:secure_boot': 'required' }, uefi, [0, 'COMPUTE_SECURITY_UEFI_SECURE_BOOT']),
    row('secure boot where possible', all, { 'os:secure_boot': 'optional' }, uefi, [0]),
    row('traits of an image', all, {}, { ...uefi, 'trait:COMPUTE_SECURITY_TPM_2_0': 'required' }, [
      0,
      'COMPUTE_SECURITY_TPM_2_0',
    ]),
    row('traits of a flavor', all, { 'trait:HW_CPU_X86_AMD_SEV': 'forbidden' }, uefi, [0, '!HW_CPU_X86_AMD_SEV']),
    row('contexts of a flavor', all, { 'resources:MEM_ENCRYPTION_CONTEXT': '2' }, uefi, [2]),
    row(
      'one replaces two',
      all,
      { ...model('amd-sev'), 'resources:MEM_ENCRYPTION_CONTEXT': '2' },
      uefi,
      expect.arrayContaining([1]),
    ),
    row('no image', master, model('amd-sev'), null, expect.objectContaining({ error: 'FlavorImageConflict' })),
  ];
}
