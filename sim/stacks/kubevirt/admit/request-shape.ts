import type { AdmitCause } from '../../../contracts/subject.js';
import type { Json, JsonObject } from '../../../core/json.js';
import { isQuantity } from '../quantity.js';
import { invalid, required } from './cause.js';

/**
 * Is the request a VirtualMachineInstance at all? Checks the type of every field the stack reads, as the API server does with the
 * OpenAPI schema, so that everything behind it may rely on them. Unknown fields are left alone; `null` counts as absent.
 *
 * @returns one cause per field of the wrong type, none for a well-formed request.
 */
export function shapeCauses(request: JsonObject): readonly AdmitCause[] {
  const causes: AdmitCause[] = [];
  check(request, vmiShape, '', causes);
  return causes;
}

/** A scalar type, a list of one shape, or members by name: `name!` is required, `*` stands for any name. */
type Shape = 'string' | 'boolean' | 'count' | 'quantity' | 'object' | Members | readonly [Shape];

interface Members {
  readonly [name: string]: Shape;
}

const texts: Shape = { '*': 'string' };
const quantities: Shape = { '*': 'quantity' };
const feature: Shape = { enabled: 'boolean' };
const probe: Shape = { exec: 'object' };

const diskShape: Shape = {
  'name!': 'string',
  disk: { bus: 'string', readonly: 'boolean' },
  lun: { bus: 'string', readonly: 'boolean' },
  cdrom: { bus: 'string', readonly: 'boolean', tray: 'string' },
  bootOrder: 'count',
  serial: 'string',
};

const interfaceShape: Shape = {
  'name!': 'string',
  model: 'string',
  macAddress: 'string',
  bootOrder: 'count',
  masquerade: 'object',
  bridge: 'object',
};

const domainShape: Shape = {
  cpu: {
    sockets: 'count',
    cores: 'count',
    threads: 'count',
    maxSockets: 'count',
    model: 'string',
    features: [{ 'name!': 'string', policy: 'string' }],
    dedicatedCpuPlacement: 'boolean',
  },
  memory: { guest: 'quantity', hugepages: { pageSize: 'quantity' }, reservedOverhead: { addedOverhead: 'quantity' } },
  resources: { requests: quantities, limits: quantities },
  machine: { type: 'string' },
  firmware: {
    uuid: 'string',
    serial: 'string',
    bootloader: { efi: { secureBoot: 'boolean', persistent: 'boolean' }, bios: { useSerial: 'boolean' } },
  },
  features: { acpi: feature, apic: feature, smm: feature },
  launchSecurity: {
    sev: { policy: { encryptedState: 'boolean' }, attestation: 'object', session: 'string', dhCert: 'string' },
    snp: 'object',
    tdx: 'object',
  },
  devices: {
    disks: [diskShape],
    interfaces: [interfaceShape],
    rng: 'object',
    tpm: { enabled: 'boolean' },
    hostDevices: ['object'],
    gpus: ['object'],
    disableHotplug: 'boolean',
    useVirtioTransitional: 'boolean',
    autoattachPodInterface: 'boolean',
    autoattachGraphicsDevice: 'boolean',
    autoattachSerialConsole: 'boolean',
    autoattachMemBalloon: 'boolean',
  },
};

const volumeShape: Shape = {
  'name!': 'string',
  containerDisk: { image: 'string' },
  persistentVolumeClaim: { claimName: 'string' },
  dataVolume: { name: 'string' },
  emptyDisk: 'object',
  cloudInitNoCloud: 'object',
  cloudInitConfigDrive: 'object',
};

const vmiShape: Shape = {
  apiVersion: 'string',
  kind: 'string',
  'metadata!': {
    'name!': 'string',
    namespace: 'string',
    uid: 'string',
    labels: texts,
    annotations: texts,
    finalizers: ['string'],
  },
  'spec!': {
    architecture: 'string',
    nodeSelector: texts,
    evictionStrategy: 'string',
    startStrategy: 'string',
    terminationGracePeriodSeconds: 'count',
    'domain!': domainShape,
    networks: [{ 'name!': 'string', pod: 'object' }],
    volumes: [volumeShape],
    livenessProbe: probe,
    readinessProbe: probe,
  },
};

function check(value: Json, shape: Shape, path: string, causes: AdmitCause[]): void {
  if (typeof shape === 'string') checkScalar(value, shape, path, causes);
  else if (isListShape(shape)) checkList(value, shape[0], path, causes);
  else if (isObject(value)) checkMembers(value, shape, path, causes);
  else wrongType(value, 'object', path, causes);
}

function checkMembers(object: JsonObject, members: Members, path: string, causes: AdmitCause[]): void {
  const any = members['*'];
  const shapes = any === undefined ? Object.entries(members) : Object.keys(object).map((key) => [key, any] as const);
  for (const [key, shape] of shapes) {
    const name = any === undefined ? key.replace('!', '') : key;
    const value = object[name];
    const memberPath = path === '' ? name : `${path}.${name}`;
    if (value !== undefined && value !== null) check(value, shape, memberPath, causes);
    else if (key !== name) causes.push(required(path === '' ? name : path, `${memberPath} in body is required`));
  }
}

function checkList(value: Json, shape: Shape, path: string, causes: AdmitCause[]): void {
  if (!Array.isArray(value)) return wrongType(value, 'array', path, causes);
  for (const [index, item] of (value as readonly Json[]).entries()) check(item, shape, `${path}[${index}]`, causes);
}

function checkScalar(value: Json, shape: Shape & string, path: string, causes: AdmitCause[]): void {
  switch (shape) {
    case 'object':
      return isObject(value) ? undefined : wrongType(value, 'object', path, causes);
    case 'count':
      return checkCount(value, path, causes);
    case 'quantity':
      return checkQuantity(value, path, causes);
    default:
      return typeof value === shape ? undefined : wrongType(value, shape, path, causes);
  }
}

function checkCount(value: Json, path: string, causes: AdmitCause[]): void {
  if (typeof value !== 'number' || !Number.isInteger(value)) wrongType(value, 'integer', path, causes);
  else if (value < 0 || value > 0xffff_ffff) causes.push(invalid(path, `${path} in body must be of type uint32: "${value}"`));
}

function checkQuantity(value: Json, path: string, causes: AdmitCause[]): void {
  if (typeof value === 'string' && isQuantity(value)) return;
  if (typeof value === 'string' && isQuantity(value.replace('-', ''))) {
    causes.push(invalid(path, `${path} '${value}': must be greater than or equal to 0.`));
    return;
  }
  const grammar = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  causes.push(invalid(path, grammar));
}

function wrongType(value: Json, expected: string, path: string, causes: AdmitCause[]): void {
  const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  causes.push(invalid(path, `${path} in body must be of type ${expected}: "${actual}"`));
}

function isListShape(shape: Exclude<Shape, string>): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
