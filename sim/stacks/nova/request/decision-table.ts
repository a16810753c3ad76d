import type { JsonObject } from '../../../core/json.js';
import { referenceChoices } from '../choices.js';
import { flavorOf, imageOf } from '../instance.js';
import { requestedEncryption } from './encryption.js';
import { requestProblem } from './judge.js';

/** One row of the request decision table: what is asked for, and what the API makes of it. */
export interface DecisionRow {
  /** Extra specs of the flavor and properties of the image. */
  readonly extraSpecs: JsonObject;
  readonly properties: JsonObject;
  /** Model of an accepted request, `none` for an ordinary guest; absent where it is refused. */
  readonly model?: string;
  /** Class, status and text of a refusal. */
  readonly refusal?: { readonly type: string; readonly httpCode: number; readonly message: string };
}

/**
 * The decision table for requests, worked out by the reference itself: one row for every outcome, in the order of the checks. For documents.
 *
 * @example requestDecisionTable()[0].model // 'none'
 */
export function requestDecisionTable(): readonly DecisionRow[] {
  return cases.map(([extraSpecs, properties]) => row(extraSpecs, properties));
}

function row(extraSpecs: JsonObject, properties: JsonObject): DecisionRow {
  const asked = {
    flavor: flavorOf({ name: 'm1', extra_specs: extraSpecs }),
    image: imageOf({ id: 'i1', name: 'image', properties }),
  };
  const problem = requestProblem(asked, referenceChoices);
  if (problem !== undefined) return { extraSpecs, properties, refusal: problem };
  const model = requestedEncryption(asked, undefined, referenceChoices);
  return { extraSpecs, properties, model: (model.ok && model.value) || 'none' };
}

const on: JsonObject = { 'hw:mem_encryption': 'True' };
const uefi: JsonObject = { hw_firmware_type: 'uefi', hw_machine_type: 'q35' };
const stateless: JsonObject = { ...uefi, hw_firmware_stateless: true };

function model(name: string): JsonObject {
  return { ...on, 'hw:mem_encryption_model': name };
}

const cases: readonly (readonly [JsonObject, JsonObject])[] = [
  [{}, {}],
  [{ 'hw:mem_encryption': 'False' }, uefi],
  [{ 'hw:mem_encryption': 'maybe' }, uefi],
  [{ 'hw:mem_encryption_model': 'amd-sev-es' }, uefi],
  [{}, { ...uefi, hw_mem_encryption_model: 'amd-sev' }],
  [{}, { ...uefi, hw_mem_encryption: true, hw_mem_encryption_model: 'amd-sme' }],
  [on, { ...uefi, hw_mem_encryption: false }],
  [{ 'hw:mem_encryption': '' }, { ...uefi, hw_mem_encryption: true }],
  [model('amd-sev'), { ...uefi, hw_mem_encryption_model: 'amd-sev-es' }],
  [model('amd-sme'), {}],
  [on, {}],
  [on, { hw_firmware_type: 'bios', hw_mem_encryption: true }],
  [on, { hw_firmware_type: 'uefi', hw_machine_type: 'pc' }],
  [on, { hw_firmware_type: 'uefi' }],
  [on, uefi],
  [model('amd-sev-es'), uefi],
  [model('amd-sev-snp'), uefi],
  [model('amd-sev-snp'), stateless],
  [model('intel-tdx'), uefi],
  [model('intel-tdx'), { ...stateless, hw_disk_bus: 'scsi' }],
  [model('intel-tdx'), stateless],
  [{ 'hw:locked_memory': 'True' }, uefi],
  [{ 'hw:locked_memory': 'False' }, { ...uefi, hw_locked_memory: true }],
  [{ ...on, 'hw:locked_memory': 'False' }, uefi],
  [{ 'os:secure_boot': 'required' }, { ...uefi, os_secure_boot: 'disabled' }],
  [{ 'os:secure_boot': 'always' }, uefi],
  [{}, { hw_firmware_type: 'bios', hw_firmware_stateless: true }],
];
