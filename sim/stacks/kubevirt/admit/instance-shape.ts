import { type Shape, type ShapeCheck, shapeCheck } from './shape.js';

const texts: Shape = { '*': 'string' };
const quantities: Shape = { '*': 'quantity' };
const feature: Shape = { enabled: 'boolean' };
const probe: Shape = { exec: 'object', guestAgentPing: 'object' };
const hostDevices: Shape = [{ name: 'string', deviceName: 'string' }];
const cloudInit: Shape = { userData: 'string', userDataBase64: 'string', secretRef: 'object' };

/** `launchSecurity`, wherever it stands. Members that only Intel's fork has are part of it; whether they may be there is a rule. */
export const launchSecurityShape: Shape = {
  sev: { policy: { encryptedState: 'boolean' }, attestation: 'object', session: 'string', dhCert: 'string' },
  snp: { policy: 'string', kernelHashes: 'boolean' },
  tdx: {
    policy: 'string',
    mrConfigId: 'string',
    mrOwner: 'string',
    mrOwnerConfig: 'string',
    QGS: 'string',
    MRCONFIGID: 'string',
  },
};

/** UEFI settings. */
export const efiShape: Shape = { secureBoot: 'boolean', persistent: 'boolean' };

const diskShape: Shape = {
  'name!': 'string',
  disk: { bus: 'string', readonly: 'boolean' },
  lun: { bus: 'string', readonly: 'boolean', reservation: 'boolean' },
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

/** What a domain is made of. */
export const domainShape: Shape = {
  cpu: {
    sockets: 'count',
    cores: 'count',
    threads: 'count',
    maxSockets: 'count',
    model: 'string',
    features: [{ 'name!': 'string', policy: 'string' }],
    dedicatedCpuPlacement: 'boolean',
    realtime: 'object',
  },
  memory: {
    guest: 'quantity',
    maxGuest: 'quantity',
    hugepages: { pageSize: 'quantity' },
    reservedOverhead: { addedOverhead: 'quantity', memLock: 'string' },
  },
  resources: { requests: quantities, limits: quantities },
  machine: { type: 'string' },
  firmware: {
    uuid: 'string',
    serial: 'string',
    bootloader: { efi: efiShape, bios: { useSerial: 'boolean' } },
    kernelBoot: { kernelArgs: 'string', container: { image: 'string', kernelPath: 'string', initrdPath: 'string' } },
  },
  features: {
    acpi: feature,
    apic: feature,
    smm: feature,
    hyperv: { reenlightenment: feature },
    hypervPassthrough: feature,
  },
  launchSecurity: launchSecurityShape,
  devices: {
    disks: [diskShape],
    interfaces: [interfaceShape],
    rng: 'object',
    tpm: { enabled: 'boolean', persistent: 'boolean' },
    hostDevices,
    gpus: hostDevices,
    disableHotplug: 'boolean',
    useVirtioTransitional: 'boolean',
    autoattachPodInterface: 'boolean',
    autoattachGraphicsDevice: 'boolean',
    autoattachSerialConsole: 'boolean',
    autoattachMemBalloon: 'boolean',
    autoattachVSOCK: 'boolean',
  },
};

const volumeShape: Shape = {
  'name!': 'string',
  containerDisk: { image: 'string' },
  persistentVolumeClaim: { claimName: 'string', hotpluggable: 'boolean' },
  dataVolume: { name: 'string', hotpluggable: 'boolean' },
  emptyDisk: 'object',
  cloudInitNoCloud: cloudInit,
  cloudInitConfigDrive: cloudInit,
};

/** `spec` of an instance, and of the template of one. */
export const instanceSpecShape: Shape = {
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
};

/** Metadata of an object that is submitted. */
export const metadataShape: Shape = {
  'name!': 'string',
  namespace: 'string',
  uid: 'string',
  labels: texts,
  annotations: texts,
  finalizers: ['string'],
  ownerReferences: [{ 'kind!': 'string', 'name!': 'string', controller: 'boolean' }],
};

/** A template of an instance: it is named by who makes instances of it. */
export const templateShape: Shape = {
  metadata: { name: 'string', generateName: 'string', labels: texts, annotations: texts },
  'spec!': instanceSpecShape,
};

/** Is this a VirtualMachineInstance at all? */
export const instanceCauses: ShapeCheck = shapeCheck({
  apiVersion: 'string',
  kind: 'string',
  'metadata!': metadataShape,
  'spec!': instanceSpecShape,
});
