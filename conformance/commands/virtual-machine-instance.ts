import type { GuestSpec } from '../../sim/contracts/commands.js';
import type { Protection } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';

/**
 * The VirtualMachineInstance a user would write for a guest: KubeVirt's API `kubevirt.io/v1`, nothing defaulted, so that
 * defaulting is the subject's work. Fields the request does not mention are absent, which is not the same as false.
 */
export function virtualMachineInstance(name: string, spec: GuestSpec): JsonObject {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { name, namespace: 'default' },
    spec: {
      architecture: spec.architecture ?? 'amd64',
      ...(spec.onHost !== undefined && { nodeSelector: { 'kubernetes.io/hostname': spec.onHost } }),
      ...(spec.eviction !== undefined && { evictionStrategy: spec.eviction }),
      ...(spec.startPaused === true && { startStrategy: 'Paused' }),
      domain: domainOf(spec),
      networks: [{ name: 'default', pod: {} }],
      volumes: [{ name: 'disk0', containerDisk: { image: 'quay.io/containerdisks/fedora:latest' } }],
    },
  };
}

function domainOf(spec: GuestSpec): JsonObject {
  const launchSecurity = launchSecurityOf(spec);
  const firmware = firmwareOf(spec);
  return {
    ...(launchSecurity !== undefined && { launchSecurity }),
    ...(firmware !== undefined && { firmware }),
    ...(spec.smm !== undefined && { features: { smm: { enabled: spec.smm } } }),
    cpu: { sockets: 1, cores: spec.vcpus ?? 1, threads: 1 },
    memory: { guest: `${spec.memoryMib ?? 64}Mi` },
    devices: {
      disks: [{ name: 'disk0', disk: { bus: 'virtio' } }],
      interfaces: [{ name: 'default', model: 'virtio', masquerade: {}, ...(spec.bootFromNetwork === true && { bootOrder: 1 }) }],
      rng: {},
    },
  };
}

function launchSecurityOf(spec: GuestSpec): JsonObject | undefined {
  const first = launchSecurityMember(spec.protection, spec.attestation === true);
  const second = spec.alsoProtection === undefined ? undefined : launchSecurityMember(spec.alsoProtection, false);
  return first === undefined && second === undefined ? undefined : { ...first, ...second };
}

function launchSecurityMember(protection: Protection, attestation: boolean): JsonObject | undefined {
  const wanted = attestation ? { attestation: {} } : {};
  switch (protection) {
    case 'none':
      return undefined;
    case 'sev':
      return { sev: { ...wanted } };
    case 'sev-es':
      return { sev: { policy: { encryptedState: true }, ...wanted } };
    case 'snp':
      return { snp: {} };
    case 'tdx':
      return { tdx: {} };
  }
}

function firmwareOf(spec: GuestSpec): JsonObject | undefined {
  switch (spec.firmware ?? 'efi') {
    case 'unset':
      return undefined;
    case 'bios':
      return { bootloader: { bios: {} } };
    case 'efi':
      return {
        bootloader: {
          efi: {
            ...(spec.secureBoot !== undefined && { secureBoot: spec.secureBoot }),
            ...(spec.persistentEfi !== undefined && { persistent: spec.persistentEfi }),
          },
        },
      };
  }
}
