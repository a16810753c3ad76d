import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { JsonObject } from '../../../sim/core/json.js';

/** The VirtualMachineInstance a user writes for a guest: one virtio disk, one masquerade interface. */
export function requestFor(name: string, spec: GuestSpec): JsonObject {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { name, namespace: 'default' },
    spec: {
      architecture: spec.architecture ?? 'amd64',
      ...(spec.onHost !== undefined && { nodeSelector: { 'kubernetes.io/hostname': spec.onHost } }),
      ...(spec.eviction !== undefined && { evictionStrategy: spec.eviction }),
      ...(spec.startPaused === true && { startStrategy: 'Paused' }),
      domain: {
        ...launchSecurity(spec),
        firmware: { bootloader: spec.firmware === 'bios' ? { bios: {} } : { efi: efiOf(spec) } },
        ...(spec.smm !== undefined && { features: { smm: { enabled: spec.smm } } }),
        cpu: { sockets: 1, cores: spec.vcpus ?? 1, threads: 1 },
        memory: { guest: `${spec.memoryMib ?? 64}Mi` },
        devices: {
          disks: [{ name: 'disk0', disk: { bus: 'virtio' } }],
          interfaces: [{ name: 'default', masquerade: {}, ...(spec.bootFromNetwork === true && { bootOrder: 1 }) }],
        },
      },
    },
  };
}

function efiOf(spec: GuestSpec): JsonObject {
  return {
    ...(spec.secureBoot !== undefined && { secureBoot: spec.secureBoot }),
    ...(spec.persistentEfi !== undefined && { persistent: spec.persistentEfi }),
  };
}

function launchSecurity({ protection, alsoProtection, attestation }: GuestSpec): JsonObject {
  const wanted = attestation === true ? { attestation: {} } : {};
  const members: Readonly<Record<Protection, JsonObject>> = {
    none: {},
    sev: { sev: wanted },
    'sev-es': { sev: { policy: { encryptedState: true }, ...wanted } },
    snp: { snp: {} },
    tdx: { tdx: {} },
  };
  const both = { ...members[protection], ...members[alsoProtection ?? 'none'] };
  return Object.keys(both).length === 0 ? {} : { launchSecurity: both };
}
