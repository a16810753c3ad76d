import type { GuestSpec } from '../../sim/contracts/commands.js';
import type { ConfidentialProtection, Protection } from '../../sim/contracts/protection.js';
import type { Json, JsonObject } from '../../sim/core/json.js';
import { oncePerObject } from '../../sim/core/remembered.js';

/**
 * What a user of Nova asks for when creating a server: the server itself, and flavor and image as the API has looked them up. The flavor
 * asks for encryption, the image says what it needs; `protectionIn` a `preference` puts the question into the image instead.
 * Source: OpenStack Nova `doc/source/admin/sev.rst`, `doc/source/user/extra-specs`.
 */
export function novaRequest(guest: string, spec: GuestSpec): JsonObject {
  const { server, ...members } = spec.members ?? {};
  const host = spec.onHost === undefined ? {} : { host: spec.onHost };
  return { server: { name: guest, ...host, ...(isObject(server) && server) }, ...partsOf(spec), ...members };
}

/** Nova's names of the protections, as `hw:mem_encryption_model` has them. Source: Nova `nova/objects/fields.py`, MemEncryptionModel. */
export const novaModel: Readonly<Record<ConfidentialProtection, string>> = {
  sev: 'amd-sev',
  'sev-es': 'amd-sev-es',
  snp: 'amd-sev-snp',
  tdx: 'intel-tdx',
};

/** The image every guest boots from unless it asks for another. */
export const novaImageId = '155d900f-4e14-4e4c-a73d-069cbf4541e6';

/** A flavor and an image of a request. */
interface Parts extends JsonObject {
  readonly flavor: JsonObject;
  readonly image: JsonObject;
}

/** Guests that are asked for with one and the same {@link GuestSpec}, as `fill` does, share flavor and image: nobody writes into them. */
const partsOf = oncePerObject((spec: GuestSpec): Parts => ({ flavor: flavorOf(spec), image: imageOf(spec) }));

function flavorOf(spec: GuestSpec): JsonObject {
  return { name: 'm1.small', vcpus: spec.vcpus ?? 1, ram: spec.memoryMib ?? 64, extra_specs: extraSpecs(spec) };
}

function imageOf(spec: GuestSpec): JsonObject {
  return { id: novaImageId, name: 'guest', properties: properties(spec) };
}

function extraSpecs(spec: GuestSpec): JsonObject {
  const { protection, selectors = {} } = spec;
  const written = Object.entries(selectors).filter(([name]) => name.includes(':'));
  return {
    ...Object.fromEntries(written),
    ...(protection !== 'none' && inFlavor(spec) && encryptionSpecs(protection)),
  };
}

function encryptionSpecs(protection: ConfidentialProtection): JsonObject {
  return { 'hw:mem_encryption': 'True', 'hw:mem_encryption_model': novaModel[protection] };
}

function properties(spec: GuestSpec): JsonObject {
  const { protection, secureBoot, kernelBoot, architecture } = spec;
  const inImage = spec.alsoProtection ?? (spec.protectionIn?.includes('preference') === true ? protection : 'none');
  return {
    ...(architecture !== undefined &&
      architecture !== 'amd64' && { hw_architecture: novaArchitecture[architecture] ?? architecture }),
    ...firmwareType(spec),
    hw_machine_type: 'q35',
    ...(inImage !== 'none' && { hw_mem_encryption: true, hw_mem_encryption_model: novaModel[inImage] }),
    ...stateless(spec),
    ...(protection === 'tdx' && { hw_video_model: 'none' }),
    ...(secureBoot !== undefined && { os_secure_boot: secureBoot ? 'required' : 'disabled' }),
    ...(kernelBoot === true && { kernel_id: 'a2459075-d96c-40d5-893e-577ff92e721c' }),
  };
}

/** The flavor asks, unless only other places do. */
function inFlavor({ protectionIn = ['request'] }: GuestSpec): boolean {
  return protectionIn.includes('request') || protectionIn.includes('instancetype');
}

function firmwareType({ firmware = 'efi' }: GuestSpec): JsonObject {
  return firmware === 'unset' ? {} : { hw_firmware_type: firmware === 'efi' ? 'uefi' : 'bios' };
}

/** SNP and TDX guests cannot do without stateless firmware; others have it when they want no persistent variables. */
function stateless({ protection, persistentEfi }: GuestSpec): JsonObject {
  if (persistentEfi !== undefined) return { hw_firmware_stateless: !persistentEfi };
  return needsStateless(protection) ? { hw_firmware_stateless: true } : {};
}

function needsStateless(protection: Protection): boolean {
  return protection === 'snp' || protection === 'tdx';
}

const novaArchitecture: Readonly<Record<string, string>> = { arm64: 'aarch64', ppc64le: 'ppc64le', s390x: 's390x' };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
