import { hash } from 'node:crypto';
import type { Json, JsonObject } from '../../core/json.js';
import { oncePerObject } from '../../core/remembered.js';
import { truthOf } from './truth.js';

/** What is asked for or kept of a kind of server. Source: nova `nova/objects/flavor.py`. */
export interface Flavor {
  readonly name: string;
  readonly vcpus: number;
  /** MiB. */
  readonly ram: number;
  /** As the operator wrote them: all values are text. */
  readonly extra_specs: Readonly<Record<string, string>>;
}

/** An image with its properties, or what a volume remembers of one. Source: nova `nova/objects/image_meta.py`. */
export interface Image {
  /** Absent for a server whose disk is a volume. */
  readonly id?: string;
  readonly name?: string;
  readonly properties: JsonObject;
}

/** Flavor and image: everything that decides how a guest is protected. */
export interface Asked {
  readonly flavor: Flavor;
  readonly image: Image;
}

/** A server as Nova keeps it once it is accepted. */
export interface Instance extends Asked {
  readonly uuid: string;
  readonly name: string;
  /** Host it must run on. */
  readonly host?: string;
  readonly boot_from_volume?: true;
  /** Its disk is attached as a drive with configuration data too. */
  readonly config_drive?: true;
  /** A key pair of the image it was made from: what later moves go by. Source: nova `image_base_image_ref` of the system metadata. */
  readonly base_image_ref?: string;
  /** It boots this image for the moment, its own disk beside it; `stable` keeps the order of its disks, and all its properties. */
  readonly rescue?: { readonly image: Image; readonly stable: boolean };
  /** What it was before a change that is not confirmed: its flavor, and the host it had to run on. */
  readonly stashed?: { readonly flavor: Flavor; readonly host?: string };
  /** It is being rebuilt with another protection, which holds its host to it meanwhile. */
  readonly rebuilt_here?: true;
  /** Its domain is defined anew the next time it starts: nothing of the one before it is taken over. */
  readonly new_domain?: true;
}

/** Reads an admitted guest, or any part of a request; what is missing or odd reads as if it were not there. */
export const instanceOf = oncePerObject(readInstance);

/** The object of an instance, as the world keeps it. */
export function objectOf(instance: Instance): JsonObject {
  return instance as unknown as JsonObject;
}

/** UUID of a server of that name: version 5 of RFC 9562 in a namespace of our own, because nothing here is random. */
export function uuidOf(name: string): string {
  const digits = hash('sha1', `fauxmetal nova server ${name}`);
  const variant = ((Number.parseInt(digits.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-5${digits.slice(13, 16)}-${variant}${digits.slice(18, 20)}-${digits.slice(20, 32)}`;
}

/** Reads a flavor; extra specs that are no text are written as Python would. */
export function flavorOf(value: Json | undefined): Flavor {
  const { name, vcpus, ram, extra_specs } = objectIn(value);
  const specs = Object.entries(objectIn(extra_specs)).filter(([, each]) => each !== null && each !== undefined);
  return {
    name: textIn(name) ?? '',
    vcpus: countIn(vcpus, 1),
    ram: countIn(ram, 64),
    extra_specs: Object.fromEntries(specs.map(([key, each]) => [key, pythonText(each as Json)])),
  };
}

/** Reads an image. */
export function imageOf(value: Json | undefined): Image {
  const { id, name, properties } = objectIn(value);
  const [identity, called] = [textIn(id), textIn(name)];
  return {
    ...(identity !== undefined && { id: identity }),
    ...(called !== undefined && { name: called }),
    properties: objectIn(properties),
  };
}

/** A property as text; undefined where it is absent or null. */
export function propertyText({ properties }: Image, name: string): string | undefined {
  const value = properties[name];
  return value === undefined || value === null ? undefined : pythonText(value);
}

/**
 * A property that is true or false, in any of the spellings oslo.versionedobjects takes; undefined where it is absent. Source:
 * oslo.versionedobjects `fields.py` (FlexibleBoolean).
 */
export function propertyTruth({ properties }: Image, name: string): boolean | undefined {
  const value = properties[name];
  return value === undefined || value === null ? undefined : truthOf(value);
}

/** A value as Python's `str` writes it: `True` and `False` have capitals. */
export function pythonText(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : value === null ? 'None' : JSON.stringify(value);
}

/** An object, or an empty one for anything else. */
export function objectIn(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** A text, or undefined for anything else. */
export function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function readInstance(guest: JsonObject): Instance {
  const name = textIn(guest.name) ?? '';
  const [host, base, rescue, stashed] = [
    textIn(guest.host),
    textIn(guest.base_image_ref),
    objectIn(guest.rescue),
    objectIn(guest.stashed),
  ];
  const stashedHost = textIn(stashed.host);
  return {
    uuid: textIn(guest.uuid) ?? uuidOf(name),
    name,
    flavor: flavorOf(guest.flavor),
    image: imageOf(guest.image),
    ...(host !== undefined && { host }),
    ...(guest.boot_from_volume === true && { boot_from_volume: true }),
    ...(guest.config_drive === true && { config_drive: true }),
    ...(base !== undefined && { base_image_ref: base }),
    ...(guest.rebuilt_here === true && { rebuilt_here: true }),
    ...(guest.new_domain === true && { new_domain: true }),
    ...(guest.rescue !== undefined && { rescue: { image: imageOf(rescue.image), stable: rescue.stable === true } }),
    ...(guest.stashed !== undefined && {
      stashed: { flavor: flavorOf(stashed.flavor), ...(stashedHost !== undefined && { host: stashedHost }) },
    }),
  };
}

function countIn(value: Json | undefined, fallback: number): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : fallback;
}
