import type { Json, JsonObject } from '../../../sim/core/json.js';
import { openStream, streamSeed } from '../../../sim/core/prng.js';
import type { NovaQuestion } from './ask-nova.js';

/** What a tenant asks for, as Nova's API takes it. */
export interface NovaRequest {
  readonly flavor: { readonly name: string; readonly extraSpecs: Readonly<Record<string, string>> };
  readonly image: { readonly id?: string; readonly name?: string; readonly properties: JsonObject };
  /** Machine type the compute host decided on; absent while only the API has seen the request. */
  readonly machine?: string;
}

/** The question what Nova's checks say of it. */
export function checksOf(request: NovaRequest): NovaQuestion {
  return { ask: 'request', ...request };
}

/** The question what it asks of placement. */
export function translationOf({ flavor, image }: NovaRequest): NovaQuestion {
  return { ask: 'translate', flavor, image };
}

/** Texts of the flavor's switch: truths, untruths, and what is neither. */
const switches = [undefined, 'true', 'True', '1', 'false', 'maybe', ''];
const models = [undefined, 'amd-sev', 'amd-sev-es', 'amd-sev-snp', 'intel-tdx'];
const flavorModels = [...models, 'amd-sev-xyz', 'AMD-SEV'];
const truths = [undefined, 'true', 'false'];
const firmwares = [undefined, 'uefi', 'bios'];
const machines = [undefined, 'q35', 'pc', 'pc-q35-8.2', 'notq35'];

/** Every combination of what decides about encryption. */
export function everyEncryptionRequest(): readonly NovaRequest[] {
  return product({
    'hw:mem_encryption': switches,
    'hw:mem_encryption_model': flavorModels,
    hw_mem_encryption: truths,
    hw_mem_encryption_model: models,
    hw_firmware_type: firmwares,
    hw_firmware_stateless: truths,
    hw_machine_type: machines,
  });
}

/** Every combination of what decides about the rest, with and without encryption. */
export function everyOtherRequest(): readonly NovaRequest[] {
  const memory = product({
    'hw:mem_encryption': [undefined, 'true'],
    'hw:mem_encryption_model': models,
    'hw:locked_memory': [undefined, 'true', 'false', 'yes'],
    hw_locked_memory: truths,
    'hw:mem_page_size': [undefined, 'large', '2MB'],
    hw_firmware_type: ['uefi'],
    hw_firmware_stateless: ['true'],
    hw_video_model: [undefined, 'none', 'virtio'],
  });
  const secureBoot = product({
    'os:secure_boot': [undefined, 'required', 'optional', 'disabled', 'sometimes'],
    os_secure_boot: [undefined, 'required', 'optional', 'disabled'],
    hw_firmware_type: firmwares,
    hw_machine_type: machines,
    hw_firmware_stateless: truths,
  });
  return [...memory, ...secureBoot];
}

/** Requests as they come out of volumes and with machine types of the host, by chance. */
export function mixedRequests(count: number): readonly NovaRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const { pick, chance } = openStream(streamSeed(11, `request ${index}`));
    const extraSpecs = {
      'hw:mem_encryption': pick(switches),
      'hw:mem_encryption_model': pick(flavorModels),
      'os:secure_boot': pick([undefined, 'required']),
    };
    const properties = {
      hw_mem_encryption: pick(truths),
      hw_mem_encryption_model: pick(models),
      hw_firmware_type: chance(2, 3) ? 'uefi' : pick(firmwares),
      hw_firmware_stateless: pick(truths),
      hw_machine_type: pick(machines),
      hw_video_model: pick([undefined, 'none']),
      ...(chance(1, 4) ? { 'trait:COMPUTE_SECURITY_TPM_2_0': 'required' } : {}),
    };
    const more = {
      ...(chance(1, 4) ? { 'trait:HW_CPU_X86_AMD_SEV': pick(['required', 'forbidden']) } : {}),
      ...(chance(1, 6) ? { 'resources:MEM_ENCRYPTION_CONTEXT': pick(['1', '2']) } : {}),
      ...(chance(1, 8) ? { 'trait:HW_CPU_X86_AMD_SEV_ES': 'required' } : {}),
    };
    const machine = chance(1, 3) ? pick(['q35', 'pc']) : undefined;
    return requestOf({ ...extraSpecs, ...more, ...properties }, chance(2, 3), machine);
  });
}

type Axes = Readonly<Record<string, readonly (string | undefined)[]>>;

function product(axes: Axes): readonly NovaRequest[] {
  let found: readonly Readonly<Record<string, string | undefined>>[] = [{}];
  for (const [name, values] of Object.entries(axes)) {
    found = found.flatMap((chosen) => values.map((value) => ({ ...chosen, [name]: value })));
  }
  return found.map((chosen) => requestOf(chosen));
}

/** Extra specs of flavors have a colon after two letters, image properties an underscore; traits of images have a colon as well. */
function requestOf(chosen: Readonly<Record<string, string | undefined>>, fromImage = true, machine?: string): NovaRequest {
  const given = Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const ofFlavor = ([name]: readonly [string, Json]): boolean => /^(hw|os|resources):|^trait:HW_/.test(name);
  return {
    flavor: { name: 'f', extraSpecs: Object.fromEntries(given.filter(ofFlavor)) },
    image: {
      ...(fromImage ? { id: '5b1f2b6e-0000-4000-8000-000000000001', name: 'disk' } : {}),
      properties: Object.fromEntries(given.filter((entry) => !ofFlavor(entry))),
    },
    ...(machine === undefined ? {} : { machine }),
  };
}
