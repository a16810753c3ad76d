import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { JsonObject } from '../../../sim/core/json.js';

/** What a user writes for a guest: an instance with one virtio disk and one masquerade interface, or something that makes one. */
export function requestFor(name: string, spec: GuestSpec): JsonObject {
  const metadata = { name, namespace: 'default' };
  const template = { spec: instanceSpec(spec) };
  switch (spec.form ?? 'instance') {
    case 'instance':
      return { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstance', metadata, spec: template.spec };
    case 'machine':
      return machineFor(name, spec);
    case 'replica-set':
      return { kind: 'VirtualMachineInstanceReplicaSet', metadata, spec: { selector: {}, template } };
    case 'pool':
      return { kind: 'VirtualMachinePool', metadata, spec: { selector: {}, virtualMachineTemplate: { spec: { template } } } };
  }
}

/** A machine, in a list when somebody else says how it is protected. The preference always contradicts the machine's ACPI. */
function machineFor(name: string, spec: GuestSpec): JsonObject {
  const written = spec.protectionIn ?? ['request'];
  const { protection, alsoProtection: _, ...rest } = spec;
  const { domain, ...template } = instanceSpec(written.includes('request') ? spec : { ...rest, protection: 'none' });
  const [sized, preferred] = [written.includes('instancetype'), written.includes('preference')];
  const { cpu, memory, ...unsized } = { features: { acpi: { enabled: true } }, ...(domain as JsonObject) } as JsonObject;
  const machine: JsonObject = {
    kind: 'VirtualMachine',
    metadata: { name, namespace: 'default' },
    spec: {
      ...(sized && { instancetype: { name: 'size' } }),
      ...(preferred && { preference: { name: 'taste' } }),
      template: { spec: { ...template, domain: sized ? unsized : { ...unsized, cpu, memory } } },
    },
  };
  if (!sized && !preferred) return machine;
  const own = launchSecurity(spec);
  const preferredLaunchSecurity = (written.length > 1 ? { sev: {} } : own.launchSecurity) as JsonObject | undefined;
  const kinds = [
    ...(sized ? [beside('Instancetype', 'size', { cpu: { guest: 2 }, memory: { guest: '64Mi' }, ...own })] : []),
    ...(preferred
      ? [beside('Preference', 'taste', { features: { preferredAcpi: { enabled: false } }, preferredLaunchSecurity })]
      : []),
  ];
  return { kind: 'List', items: protection === 'none' ? [machine] : [...kinds, machine] };
}

function beside(kind: string, name: string, spec: JsonObject): JsonObject {
  return { kind: `VirtualMachineCluster${kind}`, metadata: { name }, spec };
}

function instanceSpec(spec: GuestSpec): JsonObject {
  return {
    architecture: spec.architecture ?? 'amd64',
    ...(spec.onHost !== undefined && { nodeSelector: { 'kubernetes.io/hostname': spec.onHost } }),
    ...(spec.eviction !== undefined && { evictionStrategy: spec.eviction }),
    ...(spec.startPaused === true && { startStrategy: 'Paused' }),
    ...(spec.userData === true && { volumes: [{ name: 'init', cloudInitNoCloud: { userData: '#cloud-config' } }] }),
    domain: {
      ...launchSecurity(spec),
      firmware: {
        bootloader: spec.firmware === 'bios' ? { bios: {} } : { efi: efiOf(spec) },
        ...(spec.kernelBoot === true && { kernelBoot: { container: { kernelPath: '/vmlinuz' } } }),
      },
      ...(spec.smm !== undefined && { features: { smm: { enabled: spec.smm } } }),
      cpu: { sockets: 1, cores: spec.vcpus ?? 1, threads: 1 },
      memory: {
        guest: `${spec.memoryMib ?? 64}Mi`,
        ...(spec.maxMemoryMib !== undefined && { maxGuest: `${spec.maxMemoryMib}Mi` }),
      },
      devices: {
        disks: [{ name: 'disk0', disk: { bus: 'virtio' } }],
        interfaces: [{ name: 'default', masquerade: {}, ...(spec.bootFromNetwork === true && { bootOrder: 1 }) }],
        ...(spec.hostDevice === true && { hostDevices: [{ name: 'nic', deviceName: 'example.com/nic' }] }),
        ...(spec.vsock === true && { autoattachVSOCK: true }),
        ...(spec.tpm === true && { tpm: {} }),
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

function launchSecurity({ protection, alsoProtection, attestation, session, launchMembers }: GuestSpec): JsonObject {
  const wanted = {
    ...(attestation === true && { attestation: {} }),
    ...(session === true && { session: 'U0VTU0lPTg==', dhCert: 'REhDRVJU' }),
  };
  const members: Readonly<Record<Protection, JsonObject>> = {
    none: {},
    sev: { sev: wanted },
    'sev-es': { sev: { policy: { encryptedState: true }, ...wanted } },
    snp: { snp: { ...launchMembers } },
    tdx: { tdx: { ...launchMembers } },
  };
  const both = { ...members[protection], ...members[alsoProtection ?? 'none'] };
  return Object.keys(both).length === 0 ? {} : { launchSecurity: both };
}
