import type { JsonObject } from '../../core/json.js';
import { admit } from './admit.js';
import { type Choices, referenceChoices } from './choices.js';

/** Both feature gates open. */
export const bothGates: JsonObject = { featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX'] };

/** The gates of devices a guest may have are open as well. */
export const everyGate: JsonObject = {
  featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX', 'VSOCK', 'HostDevices'],
};

/** What a test wants different from the example request. */
export interface RequestChanges {
  readonly spec?: JsonObject;
  readonly domain?: JsonObject;
  readonly devices?: JsonObject;
}

/**
 * The request of the worked examples: `cvm` with two cores, 2 GiB, one virtio disk, one masquerade interface, a random-number
 * device and UEFI without secure boot.
 */
export function exampleRequest(launchSecurity: JsonObject | undefined, changes: RequestChanges = {}): JsonObject {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { name: 'cvm', namespace: 'default' },
    spec: {
      architecture: 'amd64',
      domain: {
        ...(launchSecurity !== undefined && { launchSecurity }),
        cpu: { sockets: 1, cores: 2, threads: 1 },
        memory: { guest: '2Gi' },
        firmware: { bootloader: { efi: { secureBoot: false } } },
        devices: {
          disks: [{ name: 'disk0', disk: { bus: 'virtio' } }],
          interfaces: [{ name: 'default', masquerade: {} }],
          rng: {},
          ...changes.devices,
        },
        ...changes.domain,
      },
      networks: [{ name: 'default', pod: {} }],
      volumes: [{ name: 'disk0', containerDisk: { image: 'quay.io/containerdisks/fedora:latest' } }],
      ...changes.spec,
    },
  };
}

/** The admitted form of {@link exampleRequest}. */
export function exampleGuest(
  launchSecurity: JsonObject | undefined,
  changes: RequestChanges = {},
  choices: Choices = referenceChoices,
): JsonObject {
  const decision = admit(exampleRequest(launchSecurity, changes), everyGate, choices);
  if (!decision.allowed) throw new Error(decision.causes.map(({ message }) => message).join('; '));
  return decision.guest;
}
