import { digestOf } from '../../../core/json.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { templateOf } from '../guest-template.js';
import {
  type Cpu,
  type Devices,
  type Disk,
  type DomainSpec,
  type Firmware,
  namespaceOf,
  type ObjectMeta,
  qgsSocketAnnotation,
  type VirtualMachineInstance,
  type VmiSpec,
} from '../vmi.js';

/**
 * Fills in what the user left open, never overwriting what the user said; the one exception is the socket of the quote
 * generation service, which is the cluster's to choose. Memory hotplug is not modelled: upstream never offers it to encrypted
 * guests. Ids that Kubernetes draws at random are derived from namespace and name.
 * Source: KubeVirt v1.9 `pkg/defaults/defaults.go`, `arm64.go`, `api/core/v1/defaults.go`, `vmi-mutator.go`.
 */
export function mutate(vmi: VirtualMachineInstance, config: Config, choices: Choices): VirtualMachineInstance {
  const id = uuidOf(vmi);
  const { spec } = templateOf(vmi.spec, config, choices, () => unidentified(specOf(vmi.spec, config, choices)));
  return { ...vmi, metadata: metadataOf(vmi, id, config, choices), spec: identified(spec, id) };
}

/** The one thing that tells guests of a template apart. */
function identified(spec: VmiSpec, id: string): VmiSpec {
  const { domain } = spec;
  return { ...spec, domain: { ...domain, firmware: { ...domain.firmware, uuid: domain.firmware?.uuid || id } } };
}

/**
 * Room for it. To copy an object and replace a member takes the engine a tenth of the time that it takes to copy it and add one, and
 * leaves less behind.
 */
function unidentified(spec: VmiSpec): VmiSpec {
  const { domain } = spec;
  return { ...spec, domain: { ...domain, firmware: { ...domain.firmware, uuid: domain.firmware?.uuid ?? '' } } };
}

function metadataOf(vmi: VirtualMachineInstance, id: string, config: Config, choices: Choices): ObjectMeta {
  const { metadata } = vmi;
  const tellsSocket =
    vmi.spec.domain.launchSecurity?.tdx !== undefined && config.qgsSocketPath !== '' && choices.annotatesQgsSocket;
  return {
    uid: id,
    ...metadata,
    namespace: namespaceOf(vmi),
    ...(tellsSocket && { annotations: { ...metadata.annotations, [qgsSocketAnnotation]: config.qgsSocketPath } }),
    finalizers: [...(metadata.finalizers ?? []), 'kubevirt.io/foregroundDeleteVirtualMachine'],
  };
}

function specOf(spec: VmiSpec, config: Config, choices: Choices): VmiSpec {
  const architecture = spec.architecture || 'amd64';
  const { domain } = spec;
  const podNetwork = wantsPodNetwork(spec);
  return {
    ...spec,
    architecture,
    domain: {
      ...domain,
      ...(choices.upgradesSev && domain.launchSecurity?.sev !== undefined && { launchSecurity: { snp: {} } }),
      machine: { ...domain.machine, type: domain.machine?.type || (machineTypes[architecture] ?? 'q35') },
      cpu: cpuOf(domain, architecture, config),
      ...memoryOf(domain),
      ...firmwareOf(domain.firmware, architecture),
      features: { ...domain.features, acpi: { enabled: true, ...domain.features?.acpi } },
      devices: devicesOf(spec, architecture, podNetwork),
    },
    ...(podNetwork && { networks: [{ name: 'default', pod: {} }] }),
  };
}

/** Source: KubeVirt v1.9 `pkg/virt-config/virt-config.go`. */
const machineTypes: Readonly<Record<string, string>> = { amd64: 'q35', arm64: 'virt', s390x: 's390-ccw-virtio' };

function cpuOf({ cpu, resources }: DomainSpec, architecture: string, config: Config): Cpu {
  const unset = !cpu?.sockets && !cpu?.cores && !cpu?.threads;
  const wanted = Number.parseInt(resources?.limits?.cpu ?? resources?.requests?.cpu ?? '1', 10);
  const topology: Cpu = { ...cpu, ...(unset && { sockets: Math.max(wanted, 1), cores: 1, threads: 1 }) };
  const hotplug = config.vmRolloutStrategy === 'LiveUpdate' && architecture !== 'arm64' && !topology.maxSockets;
  const model = topology.model || (architecture === 'arm64' ? 'host-passthrough' : 'host-model');
  return { ...topology, model, ...(hotplug && { maxSockets: socketLimit(topology) }) };
}

/** Room for four times the sockets, but not for more than 512 vCPUs. */
function socketLimit({ sockets, cores, threads }: Cpu): number {
  const perSocket = (cores || 1) * (threads || 1);
  const now = sockets || 1;
  return now * 4 * perSocket <= 512 ? now * 4 : Math.max(Math.floor(512 / perSocket), now);
}

function memoryOf({ memory, resources }: DomainSpec): Pick<DomainSpec, 'memory'> {
  const guest = memory?.guest ?? resources?.requests?.memory ?? resources?.limits?.memory ?? memory?.hugepages?.pageSize;
  return guest === undefined ? {} : { memory: { ...memory, guest } };
}

/** Arm64 boots with UEFI, and without secure boot unless it is asked for. */
function firmwareOf(firmware: Firmware | undefined, architecture: string): Pick<DomainSpec, 'firmware'> {
  if (architecture !== 'arm64') return firmware === undefined ? {} : { firmware };
  const { bootloader = { efi: {} } } = firmware ?? {};
  const { efi } = bootloader;
  if (efi === undefined) return { firmware: { ...firmware } };
  return { firmware: { ...firmware, bootloader: { ...bootloader, efi: { secureBoot: false, ...efi } } } };
}

function devicesOf(spec: VmiSpec, architecture: string, podNetwork: boolean): Devices {
  const devices = spec.domain.devices ?? {};
  const bus = architecture === 'amd64' ? 'sata' : 'virtio';
  const disks = disksOf(devices.disks, spec.volumes)?.map((disk) => diskOf(disk, bus));
  return {
    ...devices,
    ...(disks !== undefined && { disks }),
    ...(podNetwork && { interfaces: [{ name: 'default', bridge: {} }] }),
  };
}

/** A volume nobody made a disk of becomes one. */
function disksOf(disks: readonly Disk[] | undefined, volumes: VmiSpec['volumes'] = []): readonly Disk[] | undefined {
  const bare = volumes.filter(({ name }) => disks?.some((disk) => disk.name === name) !== true);
  return bare.length === 0 ? disks : [...(disks ?? []), ...bare.map(({ name }) => ({ name }))];
}

/** SATA because every guest operating system knows it; other architectures have only virtio. */
function diskOf(disk: Disk, bus: string): Disk {
  if (disk.lun !== undefined) return disk.lun.bus ? disk : { ...disk, lun: { ...disk.lun, bus } };
  if (disk.cdrom !== undefined) return disk.cdrom.bus ? disk : { ...disk, cdrom: { ...disk.cdrom, bus } };
  return disk.disk?.bus ? disk : { ...disk, disk: { ...disk.disk, bus } };
}

function wantsPodNetwork({ networks, domain }: VmiSpec): boolean {
  const { interfaces, autoattachPodInterface } = domain.devices ?? {};
  return autoattachPodInterface !== false && !networks?.length && !interfaces?.length;
}

/** A name-based UUID (RFC 9562, version 8) in place of a random one. */
function uuidOf(vmi: VirtualMachineInstance): string {
  const hex = digestOf([namespaceOf(vmi), vmi.metadata.name], 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
