import type { GuestSpec } from '../../sim/contracts/commands.js';
import type { Protection } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';
import { oncePerObject } from '../../sim/core/remembered.js';
import { launchSession } from './launch-requests.js';

/**
 * The VirtualMachineInstance a user would write for a guest: KubeVirt's API `kubevirt.io/v1`, nothing defaulted, so that
 * defaulting is the subject's work. Fields the request does not mention are absent, which is not the same as false.
 */
export function virtualMachineInstance(name: string, spec: GuestSpec): JsonObject {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { name, namespace: 'default' },
    spec: sharedSpec(spec),
  };
}

/** Guests that are asked for with one and the same {@link GuestSpec}, as `fill` does, share the object: nobody writes into it. */
const sharedSpec = oncePerObject((spec: GuestSpec): JsonObject => ({ architecture: 'amd64', ...instanceSpec(spec) }));

/** What an instance's spec, or its template's, does not say because another object does. */
export interface LeftOut {
  readonly protection?: boolean;
  /** CPU and memory. */
  readonly size?: boolean;
}

/** The spec of an instance, or of a template of one; the architecture only where the guest asks for one. */
export function instanceSpec(spec: GuestSpec, leftOut: LeftOut = {}): JsonObject {
  const selectors = { ...spec.selectors, ...(spec.onHost !== undefined && { 'kubernetes.io/hostname': spec.onHost }) };
  return {
    ...(spec.architecture !== undefined && { architecture: spec.architecture }),
    ...(Object.keys(selectors).length > 0 && { nodeSelector: selectors }),
    ...(spec.eviction !== undefined && { evictionStrategy: spec.eviction }),
    ...(spec.startPaused === true && { startStrategy: 'Paused' }),
    domain: domainOf(spec, leftOut),
    networks: [{ name: 'default', pod: {} }],
    volumes: [
      { name: 'disk0', containerDisk: { image: 'quay.io/containerdisks/fedora:latest' } },
      ...(spec.userData === true ? [{ name: 'cloudinit', cloudInitNoCloud: { userData: '#cloud-config\n' } }] : []),
    ],
  };
}

function domainOf(spec: GuestSpec, leftOut: LeftOut): JsonObject {
  const launchSecurity = leftOut.protection === true ? undefined : launchSecurityOf(spec);
  const firmware = firmwareOf(spec);
  return {
    ...(launchSecurity !== undefined && { launchSecurity }),
    ...(firmware !== undefined && { firmware }),
    ...(spec.smm !== undefined && { features: { smm: { enabled: spec.smm } } }),
    ...(leftOut.size !== true && {
      cpu: {
        sockets: 1,
        cores: spec.vcpus ?? 1,
        threads: 1,
        ...(spec.dedicatedCpus === true && { dedicatedCpuPlacement: true }),
      },
      memory: {
        guest: `${spec.memoryMib ?? 64}Mi`,
        ...(spec.maxMemoryMib !== undefined && { maxGuest: `${spec.maxMemoryMib}Mi` }),
      },
    }),
    devices: devicesOf(spec),
  };
}

function devicesOf(spec: GuestSpec): JsonObject {
  return {
    disks: [
      { name: 'disk0', disk: { bus: 'virtio' } },
      ...(spec.userData === true ? [{ name: 'cloudinit', disk: { bus: 'virtio' } }] : []),
    ],
    interfaces: [{ name: 'default', model: 'virtio', masquerade: {}, ...(spec.bootFromNetwork === true && { bootOrder: 1 }) }],
    rng: {},
    ...(spec.vsock === true && { autoattachVSOCK: true }),
    ...(spec.hostDevice === true && { hostDevices: [{ name: 'card0', deviceName: 'example.com/card' }] }),
    ...(spec.tpm === true && { tpm: {} }),
  };
}

/** `launchSecurity` of a guest, wherever it is written; undefined for an ordinary one. */
export function launchSecurityOf(spec: GuestSpec): JsonObject | undefined {
  const first = launchSecurityMember(spec.protection, spec);
  const second = spec.alsoProtection === undefined ? undefined : launchSecurityMember(spec.alsoProtection, {});
  return first === undefined && second === undefined ? undefined : { ...first, ...second };
}

function launchSecurityMember(
  protection: Protection,
  { attestation, session, launchMembers }: Partial<GuestSpec>,
): JsonObject | undefined {
  const wanted = {
    ...(attestation === true && { attestation: {} }),
    ...(session === true && launchSession),
    ...launchMembers,
  };
  switch (protection) {
    case 'none':
      return undefined;
    case 'sev':
      return { sev: { ...wanted } };
    case 'sev-es':
      return { sev: { policy: { encryptedState: true }, ...wanted } };
    case 'snp':
      return { snp: { ...launchMembers } };
    case 'tdx':
      return { tdx: { ...launchMembers } };
  }
}

function firmwareOf(spec: GuestSpec): JsonObject | undefined {
  const bootloader = bootloaderOf(spec);
  if (bootloader === undefined && spec.kernelBoot !== true) return undefined;
  return { ...(bootloader !== undefined && { bootloader }), ...(spec.kernelBoot === true && { kernelBoot }) };
}

/** A kernel and an initrd out of an image, as KubeVirt's user guide writes it. */
const kernelBoot: JsonObject = {
  kernelArgs: 'console=ttyS0',
  container: { image: 'quay.io/kernels/guest:latest', kernelPath: '/boot/vmlinuz', initrdPath: '/boot/initrd.img' },
};

function bootloaderOf(spec: GuestSpec): JsonObject | undefined {
  switch (spec.firmware ?? 'efi') {
    case 'unset':
      return undefined;
    case 'bios':
      return { bios: {} };
    case 'efi':
      return {
        efi: {
          ...(spec.secureBoot !== undefined && { secureBoot: spec.secureBoot }),
          ...(spec.persistentEfi !== undefined && { persistent: spec.persistentEfi }),
        },
      };
  }
}
