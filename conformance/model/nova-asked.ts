import { confidentialProtections, type Protection } from '../../sim/contracts/protection.js';
import type { Json, JsonObject } from '../../sim/core/json.js';
import { oncePerObject } from '../../sim/core/remembered.js';
import { isObject, member, textOf } from './json-member.js';
import { modelOf } from './nova-names.js';

/** What a request to Nova, or a server it has accepted, asks for: flavor and image as Nova's own rules read them. */
export interface NovaAsked {
  readonly flavorName: string;
  /** `None` where the disk is a volume, as Python writes it. */
  readonly imageName: string;
  /** `<no-id>` where the disk is a volume. */
  readonly imageId: string;
  readonly vcpus: number | undefined;
  /** MiB. */
  readonly memoryMib: number | undefined;
  /** Host it must run on. */
  readonly host: string | undefined;
  readonly extraSpecs: JsonObject;
  readonly properties: JsonObject;
  /** Encryption as the flavor writes it, and what that means. */
  readonly flavorSays: { readonly text: string; readonly yes: boolean } | undefined;
  readonly imageSays: boolean | undefined;
  readonly encrypted: boolean;
  readonly flavorModel: string | undefined;
  readonly imageModel: string | undefined;
  /** How it is to be protected; undefined for a model nobody knows. */
  readonly protection: Protection | undefined;
  readonly machine: string | undefined;
  readonly firmware: string | undefined;
  /** It boots with UEFI; Arm guests do unless they say otherwise. */
  readonly uefi: boolean;
  readonly architecture: string;
  /** Firmware without variables, where there is UEFI at all. */
  readonly stateless: boolean;
  readonly secureBoot: string | undefined;
  readonly lockedMemory: boolean;
}

/** Reads a request or an accepted server; what is missing or odd reads as if it were not there. */
export const readNovaAsked = oncePerObject(read);

/**
 * Is this true in any of the spellings oslo knows? Everything else is false. Source: oslo.utils `strutils.bool_from_string`, not strict.
 */
export function novaTruth(value: Json): boolean {
  if (typeof value === 'boolean') return value;
  return ['1', 't', 'true', 'on', 'y', 'yes'].includes(String(value).trim().toLowerCase());
}

function read(object: JsonObject): NovaAsked {
  const extraSpecs = objectAt(object, 'flavor', 'extra_specs');
  const properties = objectAt(object, 'image', 'properties');
  const says = written(extraSpecs['hw:mem_encryption']);
  const imageSays = truthAt(properties, 'hw_mem_encryption');
  const [flavorModel, imageModel] = [written(extraSpecs['hw:mem_encryption_model']), written(properties.hw_mem_encryption_model)];
  const encrypted = imageSays === true || (says !== undefined && novaTruth(says));
  const firmware = written(properties.hw_firmware_type);
  const architecture = written(properties.hw_architecture) ?? 'x86_64';
  const uefi = firmware === 'uefi' || (firmware === undefined && architecture === 'aarch64');
  return {
    flavorName: written(member(object, 'flavor', 'name')) ?? '',
    imageName: written(member(object, 'image', 'name')) ?? 'None',
    imageId: written(member(object, 'image', 'id')) ?? '<no-id>',
    vcpus: numberAt(object, 'vcpus'),
    memoryMib: numberAt(object, 'ram'),
    host: textOf(member(object, 'server', 'host') ?? object.host),
    extraSpecs,
    properties,
    flavorSays: says === undefined ? undefined : { text: says, yes: novaTruth(says) },
    imageSays,
    encrypted,
    flavorModel,
    imageModel,
    protection: encrypted ? protectionOf(imageModel || flavorModel || modelOf.sev) : 'none',
    machine: written(properties.hw_machine_type),
    firmware,
    uefi,
    architecture,
    stateless: uefi && truthAt(properties, 'hw_firmware_stateless') === true,
    secureBoot: written(extraSpecs['os:secure_boot']) ?? written(properties.os_secure_boot),
    lockedMemory: [extraSpecs['hw:locked_memory'], properties.hw_locked_memory].some(
      (each) => each !== undefined && novaTruth(each),
    ),
  };
}

function protectionOf(model: string): Protection | undefined {
  return confidentialProtections.find((protection) => modelOf[protection] === model);
}

function truthAt(properties: JsonObject, name: string): boolean | undefined {
  const value = properties[name];
  return value === undefined || value === null ? undefined : novaTruth(value);
}

function numberAt(object: JsonObject, name: string): number | undefined {
  const value = member(object, 'flavor', name);
  return typeof value === 'number' ? value : undefined;
}

/** A value as Python writes it into a message. */
function written(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return pythonTruth(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `True` or `False`. */
export function pythonTruth(value: boolean): string {
  return value ? 'True' : 'False';
}

function objectAt(object: JsonObject, ...path: readonly string[]): JsonObject {
  const found = member(object, ...path);
  return isObject(found) ? found : {};
}

/** The machine type of guests that name none. Source: Nova `nova/conf/libvirt.py` (hw_machine_type); `q35` where nothing is configured here. */
export function configuredMachine(config: JsonObject): string {
  const configured = textOf(member(config, 'libvirt', 'hw_machine_type')) ?? '';
  const own = configured.split(',').find((each) => each.trim().startsWith('x86_64='));
  return own?.split('=')[1]?.trim() || 'q35';
}
